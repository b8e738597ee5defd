// What a page does better with JavaScript; everything works without it.
"use strict";

(() => {
  // --- A tap is answered at once, and a second one is harmless.

  document.addEventListener("submit", (event) => {
    // A file comes beside the page, which hears nothing of it.
    if (event.target.matches("[data-file]")) return;
    const pressed = event.submitter || event.target.querySelector("button");
    // What is under way is not sent again: its answer may be shown only once.
    if (event.target.querySelector("button[aria-busy]")) event.preventDefault();
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

  // What cannot come is not asked for: the page, and what is written in it, stays. The
  // roster's worker answers for its own pages, and to sign out is to forget, in any case.
  const stayWithoutNetwork = (event, asking, address) => {
    const notice = document.getElementById("offline");
    if (navigator.onLine || !notice || asking.matches("[data-forget]")) return;
    const place = new URL(address, window.location.href);
    const isHere = place.hash && place.pathname === window.location.pathname;
    const isOurs = place.origin === window.location.origin;
    if (isHere || !isOurs || place.pathname.startsWith("/roster/")) return;
    event.preventDefault();
    tellWhetherConnected(false);
    notice.scrollIntoView();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link) stayWithoutNetwork(event, link, link.href);
  });
  document.addEventListener("submit", (event) => {
    stayWithoutNetwork(event, event.target, event.target.getAttribute("action") ?? "");
  });

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

  // --- A link to what another service shows stays until that comes, not something else.

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { elt } = event.detail.requestConfig;
    if (!("stays" in elt.dataset)) return;
    const wanted = elt.getAttribute("hx-select");
    const told = new DOMParser().parseFromString(event.detail.serverResponse, "text/html");
    if (!told.querySelector(wanted)) event.detail.shouldSwap = false;
  });

  // --- A live part of a page renews itself, but never under somebody's hands.

  const shown = new Map(); // By the name of the part: what was last put there.

  const liveParts = () => [...document.querySelectorAll(".live")];
  const partOf = (live) => document.querySelector(live.getAttribute("hx-target"));
  const renew = () => liveParts().forEach((live) => window.htmx.trigger(live, "renew"));
  const tellOfNews = (live, isNew) => {
    live.previousElementSibling.hidden = !isNew;
  };

  // Each form has a key of its own, new each time: that is no news.
  const content = (part) =>
    part.innerHTML.replace(/(name="form_key" value=")[^"]*/g, "$1");

  const isInUse = (part) =>
    part.querySelector("details[open], form[data-written]") !== null ||
    part.contains(document.activeElement);

  document.addEventListener("htmx:beforeSwap", (event) => {
    const part = event.detail.target;
    const live = part.parentElement;
    if (!live?.matches(".live")) return;
    const told = new DOMParser().parseFromString(event.detail.serverResponse, "text/html");
    const newer = told.getElementById(part.id);
    event.detail.shouldSwap = false;
    if (!newer) {
      // Somebody has been signed out: see still_here.js.
      const isLedAway = event.detail.xhr.status < 400 && shown.has(part.id);
      if (isLedAway) document.dispatchEvent(new Event("signed-out"));
    } else if (content(newer) !== shown.get(part.id)) {
      if (isInUse(part)) tellOfNews(live, true);
      else event.detail.shouldSwap = true;
    }
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    for (const live of liveParts()) {
      const part = partOf(live);
      if (event.detail.target.id !== part?.id) continue;
      shown.set(part.id, content(part));
      tellOfNews(live, false);
    }
  });

  // --- A page that nobody looks at holds no line open: a browser has six to a place.

  const lines = new Map();
  let times = 0;

  document.addEventListener("htmx:sseOpen", (event) => {
    lines.set(event.target, event.detail.source);
    if (document.hidden) event.detail.source.close();
  });

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      lines.forEach((line) => line.close());
      return;
    }
    times += 1;
    for (const live of liveParts()) {
      const address = live.getAttribute("sse-connect").split("?")[0];
      live.setAttribute("sse-connect", `${address}?${times}`);
      window.htmx.process(live); // The changed address makes it connect anew.
    }
    renew();
  });

  document.addEventListener("DOMContentLoaded", () => {
    for (const live of liveParts()) {
      // What another service shows is still to come: here stands the way to it.
      if (!live.getAttribute("hx-get")) shown.set(partOf(live).id, content(partOf(live)));
      live.previousElementSibling.querySelector("a").addEventListener("click", (event) => {
        event.preventDefault();
        window.location.reload();
      });
    }
  });
})();
