// Every page works without this file; it only adds. No inline script and no eval, so that the policy can be strict.

const address = (name) => document.querySelector(`meta[name="portal-${name}"]`)?.content;

// Reading pages have no component and need neither library: they are fetched only where something asks for them.
const COMPONENTS = "[data-module^='govuk-']";
const EXCHANGES = "[hx-get],[hx-post],[data-hx-get],[data-hx-post]";

async function startComponents(scope) {
  const here = scope.matches?.(COMPONENTS) || scope.querySelector(COMPONENTS);
  if (!here) return;
  const govuk = await import(address("components"));
  for (const Component of [
    govuk.Button,
    govuk.CharacterCount,
    govuk.ErrorSummary,
    govuk.PasswordInput,
  ]) {
    govuk.createAll(Component, undefined, { scope, onError: () => {} });
  }
}

// Fields beneath a choice open and close with it. Ours, because the library's own puts aria-expanded on a radio,
// which has no such state.
function openAndClose(scope) {
  for (const part of scope.querySelectorAll("[data-revealed-by]")) {
    const open = document.getElementById(part.dataset.revealedBy).checked;
    const [first] = part.classList;
    part.classList.toggle(`${first}--hidden`, !open);
  }
}

function showWhatNeedsScript(scope) {
  for (const part of scope.querySelectorAll("[data-needs-script]")) part.hidden = false;
}

function loadExchanges() {
  if (window.htmx || !document.querySelector(EXCHANGES)) return;
  const script = document.createElement("script");
  script.src = address("htmx");
  document.head.append(script);
}

// One polite message per change, in the page's one live region.
export function announce(sentence) {
  const region = document.getElementById("status");
  if (region) region.textContent = sentence;
}

function afterExchange(event) {
  const part = event.detail.elt;
  startComponents(part);
  openAndClose(part);
  showWhatNeedsScript(part);
  const said = part.matches?.("[data-status]") ? part : part.querySelector?.("[data-status]");
  if (said) announce(said.dataset.status);
  part.querySelector?.("[data-focus]")?.focus();
}

// A whole page from another address than was asked means that the session ended: go there instead of pasting it in.
function beforeExchange(event) {
  const { pathInfo, xhr } = event.detail;
  const path = (address) => new URL(address || window.location.href, window.location.href).pathname;
  const elsewhere = path(xhr.responseURL) !== path(pathInfo.finalRequestPath || pathInfo.requestPath);
  if (elsewhere && /^\s*<!doctype/i.test(xhr.responseText.slice(0, 200))) {
    event.detail.shouldSwap = false;
    window.location.assign(xhr.responseURL);
  }
}

function connectionLost() {
  announce("No connection. What you typed is still here. Try again in a moment.");
}

document.addEventListener("change", (event) => {
  openAndClose(event.target.form ?? document.body);
  const form = event.target.closest?.("form[data-auto-submit]");
  if (form) form.requestSubmit();
});
document.addEventListener("htmx:afterSettle", afterExchange);
document.addEventListener("htmx:beforeSwap", beforeExchange);
document.addEventListener("htmx:sendError", connectionLost);
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector(".ps-menu[open]");
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
// A passkey that fails says so where the person looks, not in the console.
document.addEventListener("allauth.error", () => {
  for (const note of document.querySelectorAll("[data-passkey-problem]")) note.hidden = false;
  announce("The passkey did not work. Try again, or use your other way to sign in.");
});
showWhatNeedsScript(document);

// What somebody typed into the live log on this device stays in sight until the server has it.
async function showWhatIsLeft() {
  const { user } = document.body.dataset;
  if (!user || document.querySelector("[data-live]")) return;
  try {
    const isLeft = Object.keys(localStorage).some((name) => name.startsWith(`live-log:${user}:entry:`));
    if (isLeft) (await import(address("left"))).tell(user);
  } catch {
    // This device keeps nothing.
  }
}

document.body.classList.add("govuk-frontend-supported");
if (address("session")) import(address("session"));
showWhatIsLeft();
openAndClose(document.body);
startComponents(document.body);
// htmx that arrives between the document and its last picture waits for an event that is over: so it comes after.
if (document.readyState === "complete") loadExchanges();
else window.addEventListener("load", loadExchanges);
