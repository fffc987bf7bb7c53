// What the page says of saving: saved, saving, no connection and how much is kept on this device (pages.md 6.3).

const SPEAK_AFTER = 10_000;
const CANNOT_KEEP = "This device cannot keep your words. Leave this page open until they are saved.";
const FIRST = {
  "signed out": "You were signed out.",
  "someone else": "You are not signed in as the officer who typed this.",
  fault: "The portal could not save this.",
};

export function announce(sentence) {
  document.getElementById("status").textContent = sentence;
}

export function entriesAre(count) {
  return `${count} ${count === 1 ? "entry is" : "entries are"}`;
}

export function stateOf({ part }, device, { onlyHere, isSending, isTyping }) {
  let speakTimer;
  const why = () => part("[data-saved]").dataset.lost;

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

  function saved() {
    const wasLost = Boolean(why());
    part("[data-saved]").dataset.at = new Date().toISOString();
    delete part("[data-saved]").dataset.lost;
    if (wasLost) speakSoon();
    tick();
  }

  function lost(reason = why()) {
    const count = device.waiting().length;
    const where = onlyHere() ? "on this page only. Leave it open." : "on this device.";
    const entries = `${count ? entriesAre(count) : "Your words are"} kept ${where}`;
    const mustSignIn = reason === "signed out" || reason === "someone else";
    const last = mustSignIn ? "" : " We try again every 10 seconds. Keep typing.";
    const sentence = `${FIRST[reason] ?? "No connection."} ${entries}${last}`;
    const back = encodeURIComponent(location.pathname);
    show("warn", "amber", sentence, mustSignIn && { href: `/accounts/login/?next=${back}`, words: "Sign in again" });
    if (why() !== reason) announce(sentence);
    part("[data-saved]").dataset.lost = reason;
  }

  function tick() {
    const { at } = part("[data-saved]").dataset;
    if (onlyHere() && !why()) return show("warn", "amber", CANNOT_KEEP);
    if (!at || why() || isSending()) return;
    const seconds = Math.max(0, Math.round((Date.now() - Date.parse(at)) / 1000));
    const [count, unit] = seconds < 60 ? [seconds, "second"] : [Math.floor(seconds / 60), "minute"];
    if (count < 60) show("ok", "accepted", `Saved ${count} ${unit}${count === 1 ? "" : "s"} ago`);
  }

  function speakSoon() {
    clearTimeout(speakTimer);
    speakTimer = setTimeout(() => {
      if (!why() && !isTyping()) announce(part("[data-saved-words]").textContent);
    }, SPEAK_AFTER);
  }

  return {
    why,
    saved,
    lost,
    tick,
    speakSoon,
    isLost: () => Boolean(why()),
    saving: () => why() || show("go", "doing", "Saving"),
    cannotKeep: () => announce(CANNOT_KEEP),
    say(sentence) {
      show("warn", "amber", sentence);
      announce(sentence);
    },
  };
}
