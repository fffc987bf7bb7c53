// How the live log asks the server: it gives the answer with its text, or why there is none.

const SLOW = 30_000;
const AWAY = [429, 502, 503, 504]; // somebody between us and the portal answers for it

export function asker({ form, page }) {
  // `state` is "answered", or "lost", "fault", "signed out", "someone else", "stopped".
  async function ask(address, options = {}, controller = new AbortController()) {
    const clock = setTimeout(() => controller.abort("slow"), SLOW);
    try {
      const headers = { "HX-Request": "true" };
      const response = await fetch(address, { headers, signal: controller.signal, ...options });
      if (new URL(response.url).pathname.startsWith("/accounts/")) return { state: "signed out" };
      if (AWAY.includes(response.status)) return { state: "lost" };
      if (response.status >= 500) return { state: "fault" };
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
    if (response.status === 403 || !isOurs(text)) return "someone else";
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const token = fresh.querySelector("#capture [name=csrfmiddlewaretoken]")?.value;
    if (token) form().elements.csrfmiddlewaretoken.value = token;
    return "";
  }

  // Whether a page was made for the person who types here: on a shared device somebody else may sign in meanwhile.
  const isOurs = (text) => {
    const user = new DOMParser().parseFromString(text, "text/html").querySelector("[data-user]")?.dataset.user;
    return !user || user === page().user;
  };

  return { ask, post, freshen, isOurs };
}
