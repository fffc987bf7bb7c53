// What the live log keeps on this device until the server has it: entries on their way, entries that were not taken, and
// half-typed words. Everything lies under the number of the person who typed it: nobody else on this device sees or
// sends it. Each entry is a place of its own in the storage, so that two windows never write over each other.

const memory = new Map(); // where the device keeps nothing: as long as the page is open

function read(name) {
  if (memory.has(name)) return memory.get(name);
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function write(name, value) {
  try {
    localStorage.setItem(name, value);
    memory.delete(name);
  } catch {
    memory.set(name, value);
  }
}

function remove(name) {
  memory.delete(name);
  try {
    localStorage.removeItem(name);
  } catch {
    // There is nothing to remove.
  }
}

function names() {
  try {
    return [...new Set([...Object.keys(localStorage), ...memory.keys()])];
  } catch {
    return [...memory.keys()];
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// Whether something is held by this page alone, because the device is full or keeps nothing.
export const onlyHere = () => [...memory.keys()].some((name) => /:(entry|draft):/.test(name));
export const setting = (name) => read(`live-log:${name}`);
export const set = (name, value) => write(`live-log:${name}`, value);

export function keeper(user) {
  const own = `live-log:${user}:`;
  const entries = () =>
    names()
      .filter((name) => name.startsWith(`${own}entry:`))
      .sort()
      .map((name) => ({ ...parsed(read(name)), name }))
      .filter((entry) => entry.body);

  return {
    // In the order in which they were typed: those to be sent, and those that the person has to settle.
    waiting: () => entries().filter((entry) => !entry.sentence),
    refused: () => entries().filter((entry) => entry.sentence),
    push(entry) {
      const last = entries().at(-1)?.at ?? 0;
      const at = Math.max(Date.now(), last + 1);
      write(`${own}entry:${String(at).padStart(15, "0")}:${entry.key}`, JSON.stringify({ ...entry, at }));
    },
    change: ({ name, ...entry }, changes) => write(name, JSON.stringify({ ...entry, ...changes })),
    drop: ({ name }) => remove(name),

    draft: (path) => read(`${own}draft:${path}`),
    keepDraft: (path, words) => (words ? write(`${own}draft:${path}`, words) : remove(`${own}draft:${path}`)),

    // What was typed into an entry that was being changed (live-log-edit.js): back in the log, it is saved or left.
    letGo: (path) => remove(`${own}edit:${path}`),

    // Which entry a form made, by the form's key: an answer may be typed before its question has reached the server.
    made: (key) => parsed(read(`${own}made`))?.[key],
    remember(key, entry) {
      const known = Object.entries(parsed(read(`${own}made`)) ?? {}).slice(-50);
      write(`${own}made`, JSON.stringify({ ...Object.fromEntries(known), [key]: entry }));
    },
  };
}
