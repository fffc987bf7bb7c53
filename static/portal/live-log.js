// The live log. Without this file every add is a plain form; with it nothing typed is lost when the connection is.
//
// What is added is kept on this device first and leaves it when the server has it; each entry carries its form key, so
// that sending it twice stores it once. What is being typed is kept here at each key and on the server every 2 seconds.
// What the server will not take is shown with its words: it holds up nothing else.

const module = (name) => import(document.querySelector(`meta[name="portal-live-log-${name}"]`).content);
const names = ["kept", "form", "state", "asking"];
const [{ keeper, onlyHere, set, setting }, view, { announce, entriesAre, stateOf }, { asker }] =
  await Promise.all(names.map(module));
const { root, part, form, page } = view;

const RETRY = 10_000;
const PAUSE = 2_000;
const AWAY = 300_000;
const TWICE = 1_000;
const FAULTS = 3;
const AT_FAULT = "The portal could not save this entry.";
const NOT_TAKEN = {
  403: "You may no longer write the log of this meeting.",
  404: "This item is no longer on the agenda.",
  413: "This entry is too long to be sent.",
};

const device = keeper(page().user);
const here = form().getAttribute("action");
let sending = false;
let lastTouch = Date.now();
let lastAdd = 0;
let draftTimer;
let draftRequest;
const state = stateOf(view, device, {
  onlyHere,
  isSending: () => sending,
  isTyping: () => device.draft(here),
});
const { isLost, lost, saved, tick } = state;
const { ask, post, freshen, isOurs } = asker(view);

// ------------------------------------------------------------ sending

const resolved = (value) => (value.startsWith("key:") ? String(device.made(value.slice(4)) ?? "") : value);

function toSend(data) {
  const fields = new URLSearchParams(data);
  if (fields.has("answers")) fields.set("answers", resolved(fields.get("answers")));
  return fields;
}

async function send() {
  if (sending) return;
  sending = true;
  const all = () => sendAll().finally(() => (sending = false));
  // Two windows of one person take turns. Without the browser's locks the form keys still store each entry once.
  await (navigator.locks ? navigator.locks.request(`live-log:${page().user}`, all) : all());
  tick();
  if (device.draft(here)) saveSoon();
}

async function sendAll() {
  for (let first; (first = device.waiting()[0]); ) {
    state.saving();
    const { state: found, response, text } = await post(first.to, toSend(first.body));
    if (found === "fault" && isPutAside(first)) continue;
    if (found !== "answered") return lost(found);
    settle(first, response, text);
  }
  saved();
}

// An entry on which the portal fails again and again is put aside with its words, and the others go on.
function isPutAside(entry) {
  const faults = (entry.faults ?? 0) + 1;
  device.change(entry, faults < FAULTS ? { faults } : { faults: 0, sentence: AT_FAULT });
  if (faults < FAULTS) return false;
  announce(AT_FAULT);
  showRefused();
  return true;
}

function settle(entry, response, text) {
  const sentence = refusal(response, text);
  const isHere = entry.to === here;
  if (!sentence) {
    device.remember(entry.key, new URL(response.url).searchParams.get("added"));
    device.drop(entry);
    if (isHere) renew(text);
  } else if (isHere && text.includes("data-live") && !view.isTyped()) {
    device.drop(entry);
    showMistakes(text, sentence);
  } else {
    device.change(entry, { sentence, isClosed: !text.includes("data-live") });
    announce(sentence);
  }
  showRefused();
}

function renew(text) {
  if (!isOurs(text)) return lost("someone else");
  view.renew(text, resolved);
}

// Why the server did not take it, or "" when it did.
function refusal(response, text) {
  if (text.includes("data-live")) {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    return [...fresh.querySelectorAll("#capture .govuk-error-summary li")].map((one) => one.textContent.trim()).join(". ");
  }
  try {
    return JSON.parse(text).refused;
  } catch {
    return NOT_TAKEN[response.status] ?? "The log no longer takes entries.";
  }
}

// The server's own form, with what is wrong beside its field and the focus there.
function showMistakes(text, sentence) {
  root.innerHTML = text;
  dress();
  document.title = page().title;
  (part("[aria-invalid='true']") ?? form().elements.text).focus();
  device.keepDraft(here, view.body());
  announce(sentence);
}

// ------------------------------------------------------------ entries that were not taken: the person settles them

function showRefused() {
  const place = part("[data-refused]");
  const list = place.querySelector("ul");
  const refused = device.refused();
  place.hidden = !refused.length;
  list.replaceChildren(...refused.map(refusedLine));
}

function refusedLine(entry) {
  const line = part("[data-refused] template").content.cloneNode(true);
  line.querySelector("[data-why]").textContent = `${entry.item}: ${entry.sentence}`;
  line.querySelector("[data-words]").textContent = new URLSearchParams(entry.body).get("text");
  const does = { again: () => device.change(entry, { sentence: "" }), back: () => putBack(entry), away: () => throwAway(entry) };
  for (const button of line.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      does[button.name]();
      showRefused();
      if (button.name === "again") send();
      form().elements.text.focus();
    });
  }
  return line;
}

// Into the form of its own item, or of this one where its own takes nothing any more.
function putBack(entry) {
  const to = entry.isClosed ? here : entry.to;
  if (to === here && view.isTyped()) return announce("Add or clear what you are typing first.");
  device.keepDraft(to, entry.body);
  device.drop(entry);
  if (to === here) view.fill(entry.body);
  else location.assign(to);
}

function throwAway(entry) {
  if (window.confirm("Throw these words away? They are not in the log.")) device.drop(entry);
}

// ------------------------------------------------------------ the form

function add(event) {
  stopSaving();
  if (event.submitter?.name) return device.keepDraft(here, null); // "Clear it" is a plain button
  const { text, form_key: key } = form().elements;
  const isTwice = Date.now() - lastAdd < TWICE;
  if (!text.value.trim() && !isLost() && !isTwice) return; // the server says what is missing
  event.preventDefault();
  if (!text.value.trim()) return;
  lastAdd = Date.now();
  device.push({ to: here, item: page().item, body: view.body(), key: key.value });
  device.keepDraft(here, null);
  view.empty();
  text.focus();
  if (isLost()) lost();
  send();
}

// One at a time, so that older words never come after newer ones.
async function saveDraft() {
  const words = device.draft(here);
  if (!words || sending) return;
  if (draftRequest) return saveSoon();
  const request = (draftRequest = new AbortController());
  const { state: found } = await post(form().dataset.draft, toSend(view.body()), request);
  if (draftRequest === request) draftRequest = undefined;
  if (found === "stopped") return;
  if (found !== "answered") return lost(found);
  if (device.draft(here) === words) device.keepDraft(here, null);
  if (!device.waiting().length) saved();
}

// Every 2 seconds while somebody types, and at most 2 seconds after the last key.
function saveSoon() {
  draftTimer ??= setTimeout(() => {
    draftTimer = undefined;
    saveDraft();
  }, PAUSE);
}

function stopSaving() {
  clearTimeout(draftTimer);
  draftTimer = undefined;
  draftRequest?.abort("stopped");
  draftRequest = undefined;
}

function dress() {
  view.dress(setting("keys") !== "off");
  view.knowWaiting(() =>
    device.waiting().filter((one) => one.to === here && one.body.includes("kind=question"))
      .map((one) => ({ key: one.key, words: new URLSearchParams(one.body).get("text") })),
  );
  view.offerQuestions();
  showRefused();
}

function typing(event) {
  if (!event.target.closest("#capture") || event.target.matches("[data-keys]")) return;
  event.target.closest("[data-for]")?.setAttribute("data-touched", "yes");
  device.keepDraft(here, view.body());
  if (onlyHere()) state.cannotKeep();
  saveSoon();
  state.speakSoon();
}

// Up, down, link, undo, done: pressed beside the form, they leave what is being typed as it is.
async function arrange(event) {
  event.preventDefault();
  const { formAction, name, value } = event.submitter;
  const { said } = event.submitter.dataset;
  const { state: found, response, text } = await post(formAction, { [name]: value });
  if (found !== "answered") {
    lost(found);
    return announce("No connection. That was not done. Try again when it is back.");
  }
  if (!text.includes("data-live")) return location.assign(page().here);
  if (new URL(response.url).pathname !== page().here) return location.assign(response.url.split("#")[0]);
  renew(text);
  announce(part("[data-part=messages]").textContent.trim() || said);
}

// What the other officer typed comes without being asked for, and never where somebody is reading with the keyboard.
async function look() {
  const isBusy = sending || isLost() || device.waiting().length || document.hidden || Date.now() - lastTouch > AWAY;
  if (isBusy || part("[data-part=log]").contains(document.activeElement)) return;
  const all = new URLSearchParams(location.search).has("all") ? "&all" : "";
  const { response, text } = await ask(`${page().here}?since=${page().newest}${all}`);
  if (response?.status === 200 && text.includes("data-live") && !sending) renew(text);
}

// ------------------------------------------------------------ keys, and leaving the page

function press(event) {
  lastTouch = Date.now();
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && event.target.closest?.("#capture")) {
    event.preventDefault();
    form().requestSubmit(form().querySelector(".cap__go [type=submit]:not([name])"));
    return;
  }
  if (!event.altKey || event.ctrlKey || event.metaKey || setting("keys") === "off") return;
  const kind = /^Digit([1-6])$/.exec(event.code);
  const away = { ArrowUp: page().last, KeyN: page().next }[event.code];
  if (!kind && !away) return;
  event.preventDefault();
  if (away) return isLost() ? lost() : location.assign(away);
  const radio = form().querySelectorAll("[name=kind]")[kind[1] - 1];
  radio.checked = true;
  view.follow(radio.value);
  form().elements.text.focus();
}

// Without a connection another page would not come, and this one would be gone.
function stay(event) {
  lastTouch = Date.now();
  const link = event.target.closest("a[href]");
  const leads = link && !link.hash && !link.href.includes("/accounts/");
  if (!leads || state.why() !== "lost") return;
  event.preventDefault();
  announce("No connection. Stay on this page until it is back.");
}

root.addEventListener("submit", (event) => {
  if (event.target.id === "capture") add(event);
  else if (event.target.id === "arrange") arrange(event);
  else if (device.waiting().length) {
    event.preventDefault();
    announce("Some entries are still on this device. Wait until they are saved.");
  }
});
root.addEventListener("input", typing);
root.addEventListener("change", (event) => {
  if (event.target.name === "kind") view.follow(event.target.value);
  if (event.target.matches("[data-keys]")) set("keys", event.target.checked ? "on" : "off");
});
root.addEventListener("click", stay);
document.addEventListener("keydown", press);
window.addEventListener("online", retry);
window.addEventListener("pagehide", () => {
  if (device.draft(here)) navigator.sendBeacon(form().dataset.draft, new URLSearchParams(toSend(view.body())));
});
// Without a connection this page could not come again, though what waits would be sent from the next one.
window.addEventListener("beforeunload", (event) => (onlyHere() || state.why() === "lost") && event.preventDefault());
document.addEventListener("submit", signOut);

// Who signs out with entries that are still here is told, once: nobody else can send them or see them in the portal.
async function signOut(event) {
  if (!event.target.matches(".ps-out") || !device.waiting().length || event.target.dataset.told) return;
  event.preventDefault();
  await send();
  const count = device.waiting().length;
  if (!count) return event.target.submit();
  event.target.dataset.told = "yes";
  const sentence = `${entriesAre(count)} not in the log yet. They stay on this device until you sign in here again. Press Sign out again to leave.`;
  state.say(sentence);
}

async function retry() {
  const mustSignIn = state.why() === "signed out" || state.why() === "someone else";
  if (mustSignIn && (await freshen())) return;
  if (device.waiting().length) send();
  else if (device.draft(here)) saveDraft();
  else if (isLost()) comeBack();
}

async function comeBack() {
  const { state: found } = await ask(`${page().here}?since=${page().newest}`);
  if (found === "answered") saved();
}

const changed = /^#entry-(\d+)$/.exec(location.hash);
if (changed) device.letGo(here.replace(/\d+\/$/, `entries/${changed[1]}/`));
dress();
if (page().title.startsWith("Error:")) part("[aria-invalid='true']")?.focus();
else if (device.draft(here)) view.fill(device.draft(here));
retry();
setInterval(retry, RETRY);
setInterval(look, RETRY);
setInterval(tick, 1000);
tick();
