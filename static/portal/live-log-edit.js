// An entry that is being changed: its words are kept on this device until they are saved or left, so that a lost connection
// or a closed page loses none. They come back with the version that was read: if somebody else was faster, both are shown.

const form = document.querySelector("[data-keeps]");
const place = `live-log:${document.body.dataset.user}:edit:${location.pathname}`;
const note = form.querySelector("[data-kept-note]");

function body() {
  const fields = new URLSearchParams(new FormData(form));
  fields.delete("csrfmiddlewaretoken");
  return fields.toString();
}

function keep() {
  try {
    if (body() === asRead) localStorage.removeItem(place);
    else localStorage.setItem(place, body());
    return true;
  } catch {
    return false;
  }
}

function kept() {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}

function say(sentence) {
  note.textContent = sentence;
  note.hidden = false;
  document.getElementById("status").textContent = sentence;
}

function giveBack(words) {
  const fields = new URLSearchParams(words);
  for (const control of form.elements) {
    if (!control.name || control.name === "csrfmiddlewaretoken") continue;
    if (["checkbox", "radio"].includes(control.type)) control.checked = fields.getAll(control.name).includes(control.value);
    else if (fields.has(control.name)) control.value = fields.get(control.name);
  }
  say("These are the words that you typed here before. They are not saved yet.");
}

function send(event) {
  if (navigator.onLine) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  say(
    keep()
      ? "No connection. Your words are kept on this device. Save the change when it is back."
      : "No connection. Leave this page open, and save the change when it is back.",
  );
}

const asRead = body();
const typed = kept();
if (typed && typed !== asRead && form.dataset.keeps === "fresh") giveBack(typed);
form.addEventListener("input", keep);
form.addEventListener("submit", send, true);
