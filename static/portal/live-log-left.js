// On every other page: entries of the live log that this person typed on this device and that are not in the log yet.
// They are sent from the next page of a log. Words that no log takes any more are shown here, so that they are not lost.

function entriesOf(user) {
  const own = `live-log:${user}:entry:`;
  return Object.keys(localStorage)
    .filter((name) => name.startsWith(own))
    .sort()
    .map((name) => JSON.parse(localStorage.getItem(name)))
    .filter((entry) => entry?.body);
}

function element(name, { words = "", ...properties } = {}, ...inside) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(words, ...inside);
  return made;
}

export function tell(user) {
  const entries = entriesOf(user);
  if (!entries.length) return;
  const one = entries.length === 1;
  const count = one ? "1 entry of the live log is" : `${entries.length} entries of the live log are`;
  const log = entries[0].to.replace(/\/\d+\/$/, "/");
  const words = entries.map(({ body }) => element("li", { words: new URLSearchParams(body).get("text") ?? "" }));
  const note = element(
    "section",
    { className: "govuk-width-container no-print left" },
    element("p", {}, element("strong", { words: `${count} still on this device.` }), " "),
    element("details", {}, element("summary", { words: one ? "Its words" : "Their words" }), element("ul", {}, ...words)),
  );
  note.setAttribute("aria-label", "Not in the log yet");
  note.querySelector("p").append(element("a", { href: log, words: `Open the log to send ${one ? "it" : "them"}` }));
  document.getElementById("main").prepend(note);
}
