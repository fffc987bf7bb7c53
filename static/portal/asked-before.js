// Under a question that is being typed: up to five earlier ones like it. Without this file a link leads to the register.
// Words are sent in a POST, and for an exempt item not put into the link: they must stand in no address.

const PAUSE = 500;
const LEAST = 12;

let timer;
let request;
let spokenOf = "";

function show(place, markup) {
  place.innerHTML = markup;
  const said = place.querySelector("[data-said]")?.dataset.said ?? "";
  if (said && said !== spokenOf) document.getElementById("status").textContent = said;
  spokenOf = said;
}

async function look(field) {
  const place = field.form.querySelector("[data-asked-before]");
  const isQuestion = field.form.querySelector("[name=kind]:checked")?.value === "question";
  const text = field.value.trim();
  request?.abort();
  if (!place) return;
  if (!isQuestion || text.length < LEAST) return show(place, "");
  request = new AbortController();
  try {
    const token = field.form.elements.csrfmiddlewaretoken.value;
    const response = await fetch(place.dataset.askedBefore, {
      method: "POST",
      body: new URLSearchParams({ text, csrfmiddlewaretoken: token }),
      headers: { "HX-Request": "true" },
      signal: request.signal,
    });
    const markup = response.ok && !response.redirected ? await response.text() : "";
    if (place.isConnected && field.value.trim() === text) show(place, markup);
  } catch {
    // No connection, or typing went on: what stands there stays.
  }
}

document.addEventListener("input", ({ target }) => {
  if (!target.matches("#capture [name=text], #capture [name=kind]")) return;
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE, target.form.elements.text);
});

document.addEventListener("click", ({ target }) => {
  const link = target.closest("[data-asked-link]");
  const text = link?.closest("form").elements.text.value.trim();
  if (!text || link.closest("form").elements.exempt?.checked) return;
  const words = text.match(/[\p{L}\p{N}]{5,}/gu) ?? [];
  const longest = [...new Set(words)].sort((a, b) => b.length - a.length).slice(0, 2);
  link.search = new URLSearchParams({ q: longest.join(" ") });
});
