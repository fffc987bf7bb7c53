// Dragging an item to another place. The buttons beside each item do the same, also without this file.

const list = document.querySelector("[data-order]");
const itemOf = (event) => event.target.closest?.("[data-place]");
let dragged = null;

function mark(item, below) {
  for (const one of list.children) one.classList.remove("order__i--above", "order__i--below");
  item?.classList.add(below ? "order__i--below" : "order__i--above");
}

function isBelow(item, event) {
  const box = item.getBoundingClientRect();
  return event.clientY > box.top + box.height / 2;
}

function send(item, place) {
  const form = item.querySelector("form");
  const to = document.createElement("input");
  to.type = "hidden";
  to.name = "to";
  to.value = String(place);
  form.append(to);
  form.submit();
}

function placeFor(item, below) {
  const from = Number(dragged.dataset.place);
  const at = Number(item.dataset.place) + (below ? 1 : 0);
  return at > from ? at - 1 : at;
}

if (list && list.children.length > 1) {
  for (const item of list.children) {
    item.draggable = true;
    item.classList.add("order__i--drag");
  }
  list.addEventListener("dragstart", (event) => {
    dragged = itemOf(event);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.id);
  });
  list.addEventListener("dragover", (event) => {
    const item = itemOf(event);
    if (!dragged || !item) return;
    event.preventDefault();
    mark(item, isBelow(item, event));
  });
  list.addEventListener("drop", (event) => {
    const item = itemOf(event);
    if (!dragged || !item) return;
    event.preventDefault();
    const place = placeFor(item, isBelow(item, event));
    mark(null);
    if (place !== Number(dragged.dataset.place)) send(dragged, place);
  });
  list.addEventListener("dragend", () => {
    mark(null);
    dragged = null;
  });
}
