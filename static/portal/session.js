// Says three minutes before a session ends that it will, and lets one key extend it (promise S9, WCAG 2.2.1).
// The server ends it all the same; another tab of the same person counts as activity here too.

const WARN_MS = 3 * 60 * 1000;
const LOOK_MS = 5000;
const { user, idle, until } = document.body.dataset;
const dialog = document.getElementById("signed-out-soon");
const NAME = `portal:${user}:seen`;
const IDLE_MS = Number(idle) * 1000;
const UNTIL = Date.parse(until) || Infinity;

let seen = 0;
let shown = "";
let closed = "";

function keep(moment) {
  seen = Math.max(seen, moment);
  try {
    localStorage.setItem(NAME, String(seen));
  } catch {
    // This device keeps nothing: then each tab counts for itself.
  }
}

function seenElsewhere() {
  try {
    seen = Math.max(seen, Number(localStorage.getItem(NAME)) || 0);
  } catch {
    // As above.
  }
}

function show(state, left) {
  const minutes = Math.max(1, Math.ceil(left / 60000));
  const words = minutes === 1 ? "1 minute" : `${minutes} minutes`;
  for (const place of dialog.querySelectorAll("[data-left]")) {
    if (place.textContent === words) continue;
    place.textContent = words;
    if (dialog.open && state !== "over") dialog.querySelector("[data-said]").textContent = `Less than ${words} left`;
  }
  if (shown === state) return;
  shown = state;
  for (const part of dialog.querySelectorAll("[data-when]")) {
    part.hidden = !part.dataset.when.split(" ").includes(state);
  }
  dialog.querySelector("#soon-title").textContent =
    state === "over" ? "You were signed out" : "You will be signed out soon";
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("button:not([hidden])").focus();
}

function hide() {
  shown = "";
  if (dialog.open) dialog.close();
}

function look() {
  seenElsewhere();
  const now = Date.now();
  const ends = Math.min(seen + IDLE_MS, UNTIL);
  const state = now >= ends ? "over" : ends === UNTIL ? "limit" : "idle";
  if (ends - now > WARN_MS) hide();
  else if (closed !== state) show(state, ends - now);
}

async function stay() {
  try {
    const answer = await fetch(dialog.dataset.address, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error("signed out");
    keep(Date.now());
    look();
  } catch {
    show("over", 0);
  }
}

function leave() {
  if (shown === "idle") {
    stay();
    return;
  }
  closed = shown;
  hide();
}

keep(Date.now());
// What scripts of the page send counts for the server, and so for us.
new PerformanceObserver((list) => {
  if (list.getEntries().some((entry) => ["fetch", "xmlhttprequest"].includes(entry.initiatorType))) keep(Date.now());
}).observe({ type: "resource" });
dialog.querySelector("[data-stay]").addEventListener("click", stay);
dialog.querySelector("[data-close]").addEventListener("click", leave);
dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  leave();
});
setInterval(look, LOOK_MS);
document.addEventListener("visibilitychange", look);
