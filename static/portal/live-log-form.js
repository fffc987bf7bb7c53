// The form of the live log: its fields follow the kind, it is emptied and filled, and the page around it is renewed
// while what is being typed stays as it is.

export const TYPED = ["text", "said_by", "owner", "due", "points", "title", "number", "vote", "public_summary", "cites_place"];
const CHOSEN = ["decision", "answers", "exempt_paragraph", "cites"];
const MARKED = ["councils", "promise", "note", "kind", "exempt"];

export const root = document.getElementById("live");
export const part = (selector) => root.querySelector(selector);
export const form = () => part("#capture");
export const page = () => part("[data-live]").dataset;
export const body = () => new URLSearchParams(new FormData(form())).toString();
export const kind = () => form().querySelector("[name=kind]:checked")?.value;
const boxes = (name) => form().querySelectorAll(`[name=${name}]`);

let waiting = () => []; // questions that the server does not have yet: [{key, words}]
export const knowWaiting = (questions) => {
  waiting = questions;
};

export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export const isTyped = () => TYPED.some((name) => form().elements[name]?.value.trim());

export function follow(chosen, { begin = true } = {}) {
  if (!chosen) return;
  history.replaceState(null, "", `?kind=${chosen}`);
  for (const row of form().querySelectorAll("[data-for]")) {
    row.hidden = !row.dataset.for.split(" ").includes(chosen);
    const label = row.querySelector("label.govuk-label, legend");
    const words = row.getAttribute(`data-label-${chosen}`);
    if (words && label) label.textContent = words;
    const first = beginning(row, chosen);
    if (begin && first !== null && !row.dataset.touched) beginWith(row, first);
  }
}

// An answer begins with the last question, also with one that is still on its way.
function beginning(row, chosen) {
  const first = row.getAttribute(`data-begin-${chosen}`);
  const last = waiting().at(-1);
  return chosen === "answer" && last && row.querySelector("[name=answers]") ? `key:${last.key}` : first;
}

function beginWith(row, first) {
  const chosen = first.split(" ");
  for (const control of row.querySelectorAll("input, select")) {
    if (control.type === "checkbox") control.checked = chosen.includes(control.value);
    else control.value = first;
  }
}

export function empty() {
  for (const name of [...TYPED, ...CHOSEN]) if (form().elements[name]) form().elements[name].value = "";
  for (const name of ["councils", "exempt"]) for (const box of boxes(name)) box.checked = false;
  for (const name of ["promise", "note"]) if (boxes(name).length) boxes(name)[0].checked = true;
  for (const row of form().querySelectorAll("[data-touched]")) row.removeAttribute("data-touched");
  part("[data-restored]")?.remove();
  form().elements.form_key.value = newKey();
  offerQuestions();
  follow(kind());
}

export function fill(data) {
  const fields = new URLSearchParams(data);
  for (const name of [...TYPED, ...CHOSEN]) {
    const control = form().elements[name];
    if (control && fields.has(name)) control.value = fields.get(name);
  }
  for (const name of MARKED) {
    if (name !== "exempt" && !fields.has(name)) continue;
    for (const box of boxes(name)) {
      box.checked = name === "exempt" ? fields.has(name) : fields.getAll(name).includes(box.value);
    }
  }
  follow(fields.get("kind"), { begin: false });
}

// Questions that are still on their way stand in the list beside those that the server knows.
export function offerQuestions() {
  const list = form().elements.answers;
  const chosen = list.value;
  for (const option of list.querySelectorAll("[value^='key:']")) option.remove();
  for (const { key, words } of waiting()) {
    const short = words.length > 60 ? `${words.slice(0, 59)}…` : words;
    list.add(new Option(`Question, not sent yet: ${short}`, `key:${key}`), 1);
  }
  list.value = chosen;
}

// ------------------------------------------------------------ the page around it

// What only serves without a script goes; what only a script serves comes.
export function dress(keysAreOn) {
  for (const button of root.querySelectorAll("[data-without-script]")) button.remove();
  for (const help of root.querySelectorAll("[data-with-script]")) help.hidden = false;
  const keys = part("[data-keys]");
  if (keys) keys.checked = keysAreOn;
}

// Puts the server's parts in the place of those shown: all but the form, in which somebody may be typing.
export function renew(text, resolved) {
  const fresh = new DOMParser().parseFromString(text, "text/html");
  const open = [...root.querySelectorAll("[data-part] details[open]")].map((one) => one.id);
  const focused = document.activeElement?.id;
  for (const old of root.querySelectorAll("[data-part]")) {
    const other = fresh.querySelector(`[data-part="${old.dataset.part}"]`);
    if (other) old.replaceWith(document.importNode(other, true));
  }
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  Object.assign(page(), { ...fresh.querySelector("[data-live]").dataset });
  document.title = page().title;
  renewForm(fresh.querySelector("#capture"), resolved);
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
}

function renewForm(fresh, resolved) {
  const list = form().elements.answers;
  const chosen = resolved(list.value);
  list.replaceChildren(...fresh.elements.answers.options);
  offerQuestions();
  list.value = chosen;
  part("#speakers").replaceChildren(...fresh.querySelectorAll("#speakers option"));
  form().elements.csrfmiddlewaretoken.value = fresh.elements.csrfmiddlewaretoken.value;
  const rows = [...fresh.querySelectorAll("[data-for]")];
  for (const [place, row] of [...form().querySelectorAll("[data-for]")].entries()) {
    for (const { name, value } of rows[place]?.attributes ?? []) {
      if (name.startsWith("data-begin-")) row.setAttribute(name, value);
    }
    const first = beginning(row, kind());
    if (row.querySelector("[name=answers]") && first !== null && !row.dataset.touched && !isTyped()) beginWith(row, first);
  }
}
