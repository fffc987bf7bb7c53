// The live log. Without this file every add is a plain form; with it nothing typed is lost when the connection is.
//
// What is added goes into a queue on this device first and leaves it when the server has it; each entry carries its form
// key, so that sending it twice stores it once. What is being typed is kept here at each key and on the server 2 seconds
// after the last one.

const RETRY = 10_000;
const PAUSE = 2_000;
const SPEAK_AFTER = 10_000;
const TYPED = ["text", "said_by", "owner", "due", "points", "title", "number", "vote", "public_summary"];
const KEYS = "live-log:keys";

const root = document.getElementById("live");
const part = (selector) => root.querySelector(selector);
const form = () => part("#capture");
const page = () => part("[data-live]").dataset;

let sending = false;
let draftTimer;
let speakTimer;
let spokenOf = "";
let draftRequest;

// ------------------------------------------------------------ what is kept on this device

function kept() {
  try {
    return { queue: [], draft: null, ...JSON.parse(localStorage.getItem(form().dataset.keptAs)) };
  } catch {
    return { queue: [], draft: null };
  }
}

function keep(change) {
  const now = { ...kept(), ...change };
  const name = form().dataset.keptAs;
  try {
    if (now.queue.length || now.draft) localStorage.setItem(name, JSON.stringify(now));
    else localStorage.removeItem(name);
  } catch {
    show("warn", "amber", "This device cannot keep your words. Add to the log often.");
  }
}

const body = () => new URLSearchParams(new FormData(form())).toString();

function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// ------------------------------------------------------------ what is said of it

function announce(sentence) {
  if (sentence === spokenOf) return;
  spokenOf = sentence;
  document.getElementById("status").textContent = sentence;
}

function show(tone, symbol, words, link) {
  const state = part("[data-saved]");
  state.className = `st c-${tone}`;
  state.querySelector("use").setAttribute("href", `#i-${symbol}`);
  const place = part("[data-saved-words]");
  place.textContent = words;
  if (!link) return;
  const anchor = document.createElement("a");
  anchor.href = link.href;
  anchor.textContent = link.words;
  place.append(" ", anchor);
}

function saved(at) {
  part("[data-saved]").dataset.at = at;
  delete part("[data-saved]").dataset.lost;
  tick();
}

function lost(signedOut) {
  const count = kept().queue.length;
  const what = `${count} ${count === 1 ? "entry is" : "entries are"}`;
  const entries = count ? `${what} kept on this device.` : "Your words are kept on this device.";
  const sentence = signedOut
    ? `You were signed out. ${entries}`
    : `No connection. ${entries} We try again every 10 seconds. Keep typing.`;
  const back = encodeURIComponent(location.pathname);
  part("[data-saved]").dataset.lost = "yes";
  show("warn", "amber", sentence, signedOut && { href: `/accounts/login/?next=${back}`, words: "Sign in again" });
  announce(sentence);
}

function tick() {
  const { at, lost: isLost } = part("[data-saved]").dataset;
  if (!at || isLost || sending) return;
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(at)) / 1000));
  const [count, unit] = seconds < 60 ? [seconds, "second"] : [Math.floor(seconds / 60), "minute"];
  if (count < 60) show("ok", "accepted", `Saved ${count} ${unit}${count === 1 ? "" : "s"} ago`);
}

// ------------------------------------------------------------ sending

// Gives the response's text, or "lost" or "signed out" when there is none to use.
async function post(address, data, options = {}) {
  const fields = new URLSearchParams(data);
  fields.set("csrfmiddlewaretoken", form().elements.csrfmiddlewaretoken.value);
  let response;
  try {
    response = await fetch(address, { method: "POST", body: fields, headers: { "HX-Request": "true" }, ...options });
  } catch (problem) {
    return { state: problem.name === "AbortError" ? "stopped" : "lost" };
  }
  if (new URL(response.url).pathname.startsWith("/accounts/")) return { state: "signed out" };
  if (response.status >= 500) return { state: "lost" };
  return { state: "answered", response, text: await response.text() };
}

async function send() {
  if (sending) return;
  sending = true;
  try {
    while (kept().queue.length) {
      show("go", "doing", "Saving");
      const [first] = kept().queue;
      const { state, response, text } = await post(form().getAttribute("action"), first);
      if (state !== "answered") return lost(state === "signed out");
      if (!text.includes("data-live")) return refused(response);
      keep({ queue: kept().queue.slice(1) });
      const failed = swap(text, response.url);
      if (failed) return;
    }
    saved(new Date().toISOString());
  } finally {
    sending = false;
    tick();
  }
}

// The log closed meanwhile, or this is no longer ours to write. The entry stays on this device.
function refused(response) {
  part("[data-saved]").dataset.lost = "yes";
  const sentence = "That was not added: the log no longer takes entries. Your words are kept on this device.";
  show("bad", "late", sentence, { href: response.url, words: "See why" });
  announce(sentence);
}

// Puts the server's inside of the page in place, with what was typed while it was on its way.
function swap(text, address) {
  const typed = form().elements.text.value;
  const fields = typed ? body() : "";
  root.innerHTML = text;
  dress();
  document.title = page().title;
  history.replaceState(null, "", address);
  const failed = page().title.startsWith("Error:");
  const words = form().elements.text;
  if (typed && failed) words.value = `${words.value}\n${typed}`;
  else if (typed) fill(fields);
  const wrong = failed && part("[aria-invalid='true']");
  (wrong || words).focus();
  if (failed) keep({ draft: body() });
  if (failed) announce(part(".govuk-error-message")?.textContent ?? "");
  return failed;
}

function fill(data) {
  const fields = new URLSearchParams(data);
  for (const name of [...TYPED, "decision", "answers", "exempt_paragraph"]) {
    const control = form().elements[name];
    if (control && fields.has(name)) control.value = fields.get(name);
  }
  for (const name of ["councils", "promise", "note", "kind", "exempt"]) {
    if (name !== "exempt" && !fields.has(name)) continue;
    for (const box of form().querySelectorAll(`[name=${name}]`)) {
      box.checked = name === "exempt" ? fields.has(name) : fields.getAll(name).includes(box.value);
    }
  }
  follow(fields.get("kind"), { begin: false });
}

function add(event) {
  const words = form().elements.text;
  clearTimeout(draftTimer);
  draftRequest?.abort();
  if (event.submitter?.name) return keep({ draft: null }); // "Clear it" is a plain button
  event.preventDefault();
  if (words.value.trim()) {
    keep({ queue: [...kept().queue, body()], draft: null });
    for (const name of TYPED) if (form().elements[name]) form().elements[name].value = "";
    form().elements.form_key.value = newKey();
    words.focus();
    send();
  } else {
    form().submit(); // the server says what is missing
  }
}

async function saveDraft() {
  const data = body();
  if (!kept().draft || sending) return;
  draftRequest = new AbortController();
  const { state } = await post(form().dataset.draft, data, { signal: draftRequest.signal });
  if (state === "stopped") return;
  if (state !== "answered") return lost(state === "signed out");
  if (kept().draft === data) keep({ draft: null });
  if (!kept().queue.length) saved(new Date().toISOString());
}

// ------------------------------------------------------------ the form

function follow(kind, { begin = true } = {}) {
  if (!kind) return;
  history.replaceState(null, "", `?kind=${kind}`);
  for (const row of form().querySelectorAll("[data-for]")) {
    row.hidden = !row.dataset.for.split(" ").includes(kind);
    const label = row.querySelector("label.govuk-label, legend");
    const words = row.getAttribute(`data-label-${kind}`);
    if (words && label) label.textContent = words;
    const first = row.getAttribute(`data-begin-${kind}`);
    if (begin && first !== null && !row.dataset.touched) beginWith(row, first);
  }
}

function beginWith(row, first) {
  const chosen = first.split(" ");
  for (const control of row.querySelectorAll("input, select")) {
    if (control.type === "checkbox") control.checked = chosen.includes(control.value);
    else control.value = first;
  }
}

// What only serves without a script goes; what only a script serves comes.
function dress() {
  for (const button of root.querySelectorAll("[data-without-script]")) button.remove();
  for (const help of root.querySelectorAll("[data-with-script]")) help.hidden = false;
  const keys = part("[data-keys]");
  if (keys) keys.checked = localStorage.getItem(KEYS) !== "off";
}

function typing(event) {
  if (!event.target.closest("#capture")) return;
  event.target.closest("[data-for]")?.setAttribute("data-touched", "yes");
  keep({ draft: body() });
  clearTimeout(draftTimer);
  clearTimeout(speakTimer);
  draftTimer = setTimeout(saveDraft, PAUSE);
  speakTimer = setTimeout(() => {
    if (!part("[data-saved]").dataset.lost && !kept().draft) announce(`Saved at ${new Date().toLocaleTimeString("en-GB")}`);
  }, SPEAK_AFTER);
}

function press(event) {
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && event.target.closest?.("#capture")) {
    event.preventDefault();
    form().requestSubmit(form().querySelector(".cap__go [type=submit]:not([name])"));
    return;
  }
  if (!event.altKey || event.ctrlKey || event.metaKey || localStorage.getItem(KEYS) === "off") return;
  const kind = /^Digit([1-6])$/.exec(event.code);
  const away = { ArrowUp: page().last, KeyN: page().next }[event.code];
  if (!kind && !away) return;
  event.preventDefault();
  if (away) return location.assign(away);
  const radio = form().querySelectorAll("[name=kind]")[kind[1] - 1];
  radio.checked = true;
  follow(radio.value);
  form().elements.text.focus();
}

root.addEventListener("submit", (event) => event.target.id === "capture" && add(event));
root.addEventListener("input", typing);
root.addEventListener("change", (event) => {
  if (event.target.name === "kind") follow(event.target.value);
  if (event.target.matches("[data-keys]")) localStorage.setItem(KEYS, event.target.checked ? "on" : "off");
});
document.addEventListener("keydown", press);
window.addEventListener("online", retry);
window.addEventListener("pagehide", () => {
  if (!kept().draft) return;
  navigator.sendBeacon(form().dataset.draft, new URLSearchParams(new FormData(form())));
});

function retry() {
  if (kept().queue.length) send();
  else if (kept().draft) saveDraft();
}

dress();
if (page().title.startsWith("Error:")) part("[aria-invalid='true']")?.focus();
if (kept().draft) fill(kept().draft);
if (kept().queue.length || kept().draft) retry();
setInterval(retry, RETRY);
setInterval(tick, 1000);
tick();
