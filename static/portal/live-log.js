// The live log. Without this file every add is a plain form; with it nothing typed is lost when the connection is.
//
// What is added is kept on this device first and leaves it when the server has it; each entry carries its form key, so
// that sending it twice stores it once. What is being typed is kept here at each key and on the server 2 seconds after
// the last one. What the server will not take is shown with its words: it holds up nothing else.

const module = (name) => import(document.querySelector(`meta[name="portal-live-log-${name}"]`).content);
const [{ keeper, onlyHere, set, setting }, view] = await Promise.all([module("kept"), module("form")]);
const { root, part, form, page } = view;

const RETRY = 10_000;
const PAUSE = 2_000;
const SPEAK_AFTER = 10_000;
const SLOW = 30_000;
const AWAY = 300_000;
const TWICE = 1_000;
const CANNOT_KEEP = "This device cannot keep your words. Leave this page open until they are saved.";
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
let speakTimer;
let draftRequest;

// ------------------------------------------------------------ what is said of it (pages.md 6.3)

function announce(sentence) {
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

const isLost = () => Boolean(part("[data-saved]").dataset.lost);

function saved() {
  const wasLost = isLost();
  part("[data-saved]").dataset.at = new Date().toISOString();
  delete part("[data-saved]").dataset.lost;
  if (wasLost) speakSoon();
  tick();
}

function lost(why) {
  const count = device.waiting().length;
  const what = `${count} ${count === 1 ? "entry is" : "entries are"}`;
  const entries = count ? `${what} kept on this device.` : "Your words are kept on this device.";
  const first = { "signed out": "You were signed out.", "someone else": "You are not signed in as the officer who typed this." }[why];
  const last = first ? "" : " We try again every 10 seconds. Keep typing.";
  const sentence = `${first ?? "No connection."} ${entries}${last}`;
  const back = encodeURIComponent(location.pathname);
  show("warn", "amber", sentence, first && { href: `/accounts/login/?next=${back}`, words: "Sign in again" });
  if (part("[data-saved]").dataset.lost !== why) announce(sentence);
  part("[data-saved]").dataset.lost = why;
}

function tick() {
  const { at } = part("[data-saved]").dataset;
  if (onlyHere() && !isLost()) return show("warn", "amber", CANNOT_KEEP);
  if (!at || isLost() || sending) return;
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(at)) / 1000));
  const [count, unit] = seconds < 60 ? [seconds, "second"] : [Math.floor(seconds / 60), "minute"];
  if (count < 60) show("ok", "accepted", `Saved ${count} ${unit}${count === 1 ? "" : "s"} ago`);
}

function speakSoon() {
  clearTimeout(speakTimer);
  speakTimer = setTimeout(() => {
    if (!isLost() && !device.draft(here)) announce(part("[data-saved-words]").textContent);
  }, SPEAK_AFTER);
}

// ------------------------------------------------------------ sending

// Gives the answer with its text, or why there is none: "lost", "signed out", "someone else", "stopped".
async function ask(address, options = {}, controller = new AbortController()) {
  const clock = setTimeout(() => controller.abort("slow"), SLOW);
  try {
    const headers = { "HX-Request": "true" };
    const response = await fetch(address, { headers, signal: controller.signal, ...options });
    if (new URL(response.url).pathname.startsWith("/accounts/")) return { state: "signed out" };
    if (response.status >= 500 || response.status === 429) return { state: "lost" };
    return { state: "answered", response, text: await response.text() };
  } catch {
    return { state: controller.signal.reason === "stopped" ? "stopped" : "lost" };
  } finally {
    clearTimeout(clock);
  }
}

async function post(address, data, controller) {
  const send = () => {
    const fields = new URLSearchParams(data);
    fields.set("csrfmiddlewaretoken", form().elements.csrfmiddlewaretoken.value);
    return ask(address, { method: "POST", body: fields }, controller);
  };
  const answer = await send();
  if (answer.response?.status !== 403) return answer;
  const state = await freshen();
  return state ? { state } : send();
}

// After a new sign-in the page's token is old. Takes the new one, unless the page is somebody else's by now.
async function freshen() {
  const { state, response, text } = await ask(page().here);
  if (state !== "answered") return state;
  if (!response.ok) return response.status === 403 ? "someone else" : "";
  const fresh = new DOMParser().parseFromString(text, "text/html");
  const user = fresh.querySelector("[data-live]")?.dataset.user;
  if (user && user !== page().user) return "someone else";
  const token = fresh.querySelector("#capture [name=csrfmiddlewaretoken]")?.value;
  if (token) form().elements.csrfmiddlewaretoken.value = token;
  return "";
}

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
    if (!isLost()) show("go", "doing", "Saving");
    const { state, response, text } = await post(first.to, toSend(first.body));
    if (state !== "answered") return lost(state);
    settle(first, response, text);
  }
  saved();
}

function settle(entry, response, text) {
  const sentence = refusal(response, text);
  const isHere = entry.to === here;
  if (!sentence) {
    device.remember(entry.key, new URL(response.url).searchParams.get("added"));
    device.drop(entry);
    if (isHere) view.renew(text, resolved);
  } else if (isHere && text.includes("data-live") && !view.isTyped()) {
    device.drop(entry);
    showMistakes(text, sentence);
  } else {
    device.change(entry, { sentence });
    announce(sentence);
  }
  showRefused();
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

function putBack(entry) {
  if (entry.to === here && view.isTyped()) return announce("Add or clear what you are typing first.");
  device.keepDraft(entry.to, entry.body);
  device.drop(entry);
  if (entry.to === here) view.fill(entry.body);
  else location.assign(entry.to);
}

function throwAway(entry) {
  if (window.confirm("Throw these words away? They are not in the log.")) device.drop(entry);
}

// ------------------------------------------------------------ the form

function add(event) {
  clearTimeout(draftTimer);
  draftRequest?.abort("stopped");
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
  if (isLost()) lost(part("[data-saved]").dataset.lost);
  send();
}

async function saveDraft() {
  const words = device.draft(here);
  if (!words || sending) return;
  draftRequest = new AbortController();
  const { state } = await post(form().dataset.draft, toSend(view.body()), draftRequest);
  if (state === "stopped") return;
  if (state !== "answered") return lost(state);
  if (device.draft(here) === words) device.keepDraft(here, null);
  if (!device.waiting().length) saved();
}

function saveSoon() {
  clearTimeout(draftTimer);
  draftTimer = setTimeout(saveDraft, PAUSE);
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
  if (onlyHere()) announce(CANNOT_KEEP);
  saveSoon();
  speakSoon();
}

// Up, down, link, undo, done: pressed beside the form, they leave what is being typed as it is.
async function arrange(event) {
  event.preventDefault();
  const { formAction, name, value } = event.submitter;
  const { said } = event.submitter.dataset;
  const { state, response, text } = await post(formAction, { [name]: value });
  if (state !== "answered") {
    lost(state);
    return announce("No connection. That was not done. Try again when it is back.");
  }
  if (!text.includes("data-live")) return location.assign(page().here);
  if (new URL(response.url).pathname !== page().here) return location.assign(response.url.split("#")[0]);
  view.renew(text, resolved);
  announce(part("[data-part=messages]").textContent.trim() || said);
}

// What the other officer typed comes without being asked for, and never where somebody is reading with the keyboard.
async function look() {
  const isBusy = sending || isLost() || device.waiting().length || document.hidden || Date.now() - lastTouch > AWAY;
  if (isBusy || part("[data-part=log]").contains(document.activeElement)) return;
  const all = new URLSearchParams(location.search).has("all") ? "&all" : "";
  const { response, text } = await ask(`${page().here}?since=${page().newest}${all}`);
  if (response?.status === 200 && text.includes("data-live") && !sending) view.renew(text, resolved);
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
  if (away) return isLost() ? lost(part("[data-saved]").dataset.lost) : location.assign(away);
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
  if (!leads || part("[data-saved]").dataset.lost !== "lost") return;
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
window.addEventListener("beforeunload", (event) => onlyHere() && event.preventDefault());

function retry() {
  if (device.waiting().length) send();
  else if (device.draft(here)) saveDraft();
  else if (isLost()) comeBack();
}

async function comeBack() {
  const { state } = await ask(`${page().here}?since=${page().newest}`);
  if (state === "answered") saved();
}

dress();
if (page().title.startsWith("Error:")) part("[aria-invalid='true']")?.focus();
else if (device.draft(here)) view.fill(device.draft(here));
retry();
setInterval(retry, RETRY);
setInterval(look, RETRY);
setInterval(tick, 1000);
tick();
