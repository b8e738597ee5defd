// What a page does better with JavaScript; everything works without it.
"use strict";

(() => {
  const LIST = "#list"; // What a live part of a page shows, and what is renewed.

  // --- A tap is answered at once, and a second one is harmless.

  document.addEventListener("submit", (event) => {
    const pressed = event.submitter || event.target.querySelector("button");
    // Later: another script may answer the tap by itself, and then nothing is awaited.
    setTimeout(() => {
      if (pressed && !event.defaultPrevented) pressed.setAttribute("aria-busy", "true");
    });
  });

  window.addEventListener("pageshow", () => {
    for (const button of document.querySelectorAll("button[aria-busy]")) {
      button.removeAttribute("aria-busy");
    }
  });

  // --- Whoever has no network is told, and told again when it is back.

  const tellWhetherConnected = (isConnected) => {
    const notice = document.getElementById("offline");
    if (notice) notice.hidden = isConnected;
  };

  window.addEventListener("offline", () => tellWhetherConnected(false));
  window.addEventListener("online", () => {
    tellWhetherConnected(true);
    renew();
  });
  document.addEventListener("htmx:sendError", () => tellWhetherConnected(false));
  // An answer may still come in that left before the network was gone.
  document.addEventListener("htmx:afterOnLoad", () => tellWhetherConnected(navigator.onLine));
  if (!navigator.onLine) tellWhetherConnected(false);

  // --- A service that starts is asked after; its page is opened once it answers.

  const askAgain = async (service) => {
    try {
      const answer = await fetch(`/${service}/health`);
      if (answer.status !== 503) window.location.reload();
    } catch {
      // There is no network either: the next time it may be back.
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (!document.querySelector("[data-here-again]")) return;
    setInterval(askAgain, 3000, window.location.pathname.split("/")[1]);
  });

  // --- What is to be given on is copied by one tap.

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-copy]")) {
      button.hidden = !navigator.clipboard;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
        button.textContent = button.dataset.copied;
      });
    }
  });

  // --- A live list renews itself, but never under somebody's hands.

  let shown = null;

  const live = () => document.querySelector(".live");
  const renew = () => live() && window.htmx.trigger(live(), "renew");

  // Each form has a key of its own, new each time: that is no news.
  const content = (list) =>
    list.innerHTML.replace(/(name="form_key" value=")[^"]*/g, "$1");

  const isInUse = (list) =>
    list.querySelector("details[open]") !== null ||
    list.contains(document.activeElement);

  document.addEventListener("htmx:beforeSwap", (event) => {
    const list = event.detail.target;
    if (!list.matches(LIST)) return;
    const told = new DOMParser().parseFromString(event.detail.serverResponse, "text/html");
    const newer = told.querySelector(LIST);
    event.detail.shouldSwap = false;
    if (!newer) {
      // Somebody has been signed out: nothing of what was shown stays.
      if (event.detail.xhr.status < 400) window.location.reload();
    } else if (content(newer) !== shown) {
      if (isInUse(list)) document.querySelector(".fresh").hidden = false;
      else event.detail.shouldSwap = true;
    }
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (!event.detail.target.matches(LIST)) return;
    const list = document.querySelector(LIST);
    if (list) shown = content(list);
    const fresh = document.querySelector(".fresh");
    if (fresh) fresh.hidden = true;
  });

  // --- A page that nobody looks at holds no line open: a browser has six to a place.

  let line = null;
  let times = 0;

  document.addEventListener("htmx:sseOpen", (event) => {
    line = event.detail.source;
    if (document.hidden) line.close();
  });

  document.addEventListener("visibilitychange", () => {
    if (!live()) return;
    if (document.hidden) {
      if (line) line.close();
    } else {
      const address = live().getAttribute("sse-connect").split("?")[0];
      times += 1;
      live().setAttribute("sse-connect", `${address}?${times}`);
      window.htmx.process(live()); // The changed address makes it connect anew.
      renew();
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    const list = document.querySelector(LIST);
    if (list) shown = content(list);
    const fresh = document.querySelector(".fresh a");
    if (fresh) {
      fresh.addEventListener("click", (event) => {
        event.preventDefault();
        window.location.reload();
      });
    }
  });
})();
