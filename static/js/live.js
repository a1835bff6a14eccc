/* Live parts of a page: heard over the stream, asked for when there is none.
   Only places marked data-part are drawn again, and never one that holds a form. */
(() => {
  "use strict";

  const root = document.querySelector("[data-live]");
  if (!root || root.dataset.started) return;
  root.dataset.started = "true";

  const words = root.querySelector("[data-live-words]");
  const time = root.querySelector("[data-live-at]");
  const pace = { beat: 15000, poll: 3000, say: 5000 };
  const opened = root.dataset.since.split(".")[0];
  let mark = root.dataset.since;
  let alerted = root.dataset.alert;
  let source = null;
  let asking = null;
  let misses = 0;
  let state = "";
  let heard = Date.now();

  /* --- What those hear who do not look: at most one message every few seconds ------------- */

  let said = null;
  let waiting = null;
  let spoken = 0;
  const say = (text) => {
    if (text === said) return;
    said = text;
    if (waiting) return;
    waiting = setTimeout(() => {
      waiting = null;
      spoken = Date.now();
      document.getElementById("live").textContent = said;
    }, Math.max(0, spoken + pace.say - Date.now()));
  };
  const alertOf = (text) => {
    const place = document.getElementById("alert");
    place.textContent = "";
    /* An equal text is read again only when it has been away. */
    setTimeout(() => { place.textContent = text; }, 50);
  };

  /* --- How the page hears, in words -------------------------------------------------------- */

  const show = (next) => {
    if (state === next) return;
    const before = state;
    state = next;
    root.dataset.now = next;
    words.textContent = root.dataset[`word${next[0].toUpperCase()}${next.slice(1)}`];
    if (next === "lost" || next === "ended") alertOf(words.textContent + " " + time.textContent);
    if (before === "lost" && next !== "ended") say(root.dataset.wordBack);
  };
  const hearing = (at, how) => {
    heard = Date.now();
    if (at) time.textContent = at;
    show(how);
  };

  /* --- Drawing ------------------------------------------------------------------------------ */

  const draw = (place, html) => {
    if (place.querySelector("form, input, select, textarea")) return;
    const open = [...place.querySelectorAll("details")].map((it) => it.open);
    const focused = place.contains(document.activeElement) ? document.activeElement : null;
    place.innerHTML = html;
    place.querySelectorAll("details").forEach((it, n) => { if (n in open) it.open = open[n]; });
    if (!focused) return;
    const address = focused.getAttribute("href");
    const again = address
      ? [...place.querySelectorAll("a")].find((it) => it.getAttribute("href") === address)
      : place.querySelector(focused.tagName);
    if (again) again.focus({ preventScroll: true });
  };

  const take = (news, how) => {
    Object.keys(pace).forEach((name) => { if (news[name]) pace[name] = news[name]; });
    Object.entries(news.parts).forEach(([name, html]) => {
      document.querySelectorAll(`[data-part="${name}"]`).forEach((place) => draw(place, html));
    });
    const first = !mark;
    mark = news.mark;
    hearing(news.at, how);
    const [key, text] = news.alert;
    if (key && key !== alerted && !first) alertOf(text);
    alerted = key;
    if (!first) say(news.said);
    const stale = document.querySelector("[data-live-stale]");
    if (stale && opened !== mark.split(".")[0]) stale.hidden = false;
  };

  /* --- The stream, and asking when there is none ------------------------------------------- */

  const end = () => {
    if (source) source.close();
    source = null;
    clearTimeout(asking);
    show("ended");
  };

  const ask = async () => {
    clearTimeout(asking);
    asking = null;
    let answer = null;
    try {
      answer = await fetch(`${root.dataset.state}?since=${mark}`, {
        headers: { Accept: "application/json" }, redirect: "manual", cache: "no-store",
      });
    } catch {
      show("lost");
    }
    if (state === "ended" || state === "live") return;
    const back = answer && state === "lost";
    if (answer && (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status))) {
      end();
      return;
    }
    if (answer && answer.status === 204) hearing(answer.headers.get("X-Time"), "asking");
    else if (answer && answer.ok) take(await answer.json(), "asking");
    else if (answer) show("lost");
    misses += 1;
    if (back || misses % 5 === 0) listen();
    asking = setTimeout(ask, pace.poll);
  };
  
  const listen = () => {
    if (source) source.close();
    source = new EventSource(`${root.dataset.live}?since=${mark}`);
    source.addEventListener("hello", (message) => {
      Object.assign(pace, JSON.parse(message.data));
      misses = 0;
      clearTimeout(asking);
      asking = null;
      hearing("", "live");
    });
    source.addEventListener("state", (message) => take(JSON.parse(message.data), "live"));
    source.addEventListener("beat", (message) => hearing(JSON.parse(message.data).at, "live"));
    source.addEventListener("end", end);
    source.onerror = () => {
      if (state === "ended") return;
      if (state === "live" || !state) state = "broken";
      if (!asking) asking = setTimeout(ask, 500);
    };
  };

  /* After sleep, and when a network goes without a word, nobody tells: look at the clock. */
  const resume = () => {
    if (state === "ended") return;
    heard = Date.now();
    if (state === "live") state = "broken";
    listen();
    if (!asking) ask();
  };
  const check = () => {
    if (state === "ended") return;
    if (navigator.onLine === false) {
      if (source) source.close();
      clearTimeout(asking);
      asking = null;
      show("lost");
    } else if (Date.now() - heard > 2.5 * pace.beat) resume();
  };

  window.addEventListener("online", resume);
  window.addEventListener("offline", check);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) check(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
  window.addEventListener("pagehide", () => { if (source) source.close(); });
  setInterval(check, 1000);

  /* The clock on the wall, by the server's time. */
  const wall = document.querySelector("[data-clock]");
  if (wall) {
    const ahead = Date.parse(wall.getAttribute("datetime")) - Date.now();
    setInterval(() => {
      const now = new Date(Date.now() + ahead);
      wall.textContent = now.toLocaleTimeString("ru-RU", { timeZone: "Asia/Almaty", hour: "2-digit", minute: "2-digit" });
    }, 1000);
  }

  listen();
})();
