// Whoever sits still is signed out. She is told before, and never loses what she writes.
"use strict";

(() => {
  const ASKED = "/sign-in/left";
  const WHOLE = 30 * 60; // seconds: a page was opened by somebody who is at work
  const TOLD_AT = 5 * 60; // seconds before the end
  const A_MOMENT = 30; // seconds: she may be at work in another tab

  const { body } = document;
  const main = document.querySelector("main");
  const notices = [...document.querySelectorAll("[data-left]")];
  let timer = null;
  let isOver = false;

  const say = (name) => {
    for (const notice of notices) notice.hidden = notice.dataset.left !== name;
  };

  const lookIn = (seconds) => {
    clearTimeout(timer);
    timer = setTimeout(look, seconds * 1000);
  };

  // What a page asks by itself keeps nobody signed in; that she is here, she says herself.
  async function look({ isHere = false } = {}) {
    const headers = isHere ? {} : { "HX-Request": "true" };
    try {
      const told = await fetch(ASKED, { headers, redirect: "manual", cache: "no-store" });
      if (told.type === "opaqueredirect") over();
      else if (told.ok) goOn(await told.json());
      else lookIn(A_MOMENT);
    } catch {
      lookIn(A_MOMENT); // Without a network nobody knows.
    }
  }

  function goOn({ person, guard, seconds, may_be_prolonged }) {
    if (person !== body.dataset.person) return over();
    isOver = false;
    takeGuard(guard);
    veil([]);
    const isSoon = seconds <= TOLD_AT;
    say(isSoon && (may_be_prolonged ? "soon" : "late"));
    lookIn(isSoon ? Math.min(seconds + 1, A_MOMENT) : seconds - TOLD_AT);
  }

  // She may have signed in anew, in another tab or since the page was kept: then the forms
  // here are hers again.
  function takeGuard(guard) {
    if (guard === body.dataset.guard) return;
    body.dataset.guard = guard;
    for (const field of document.querySelectorAll("[name=form_key]")) {
      field.value = `${field.value.split(".")[0]}.${guard}`;
    }
  }

  // Nothing of what was shown stays, but what she has written does: her form alone.
  function over() {
    clearTimeout(timer);
    const written = [...main.querySelectorAll("form[data-written]")];
    // Not reloaded: a search would be sent again.
    if (!written.length) return location.replace(location.pathname + location.search);
    isOver = true;
    say("over");
    veil([...written, ...notices]);
  }

  function veil(kept) {
    for (const veiled of main.querySelectorAll("[data-veiled]")) {
      delete veiled.dataset.veiled;
    }
    for (const one of kept) {
      for (let on = one; on !== main; on = on.parentElement) {
        for (const beside of on.parentElement.children) {
          if (!kept.some((each) => beside.contains(each))) beside.dataset.veiled = "";
        }
      }
    }
  }

  // Other scripts ask for this mark before they swap a list.
  function note(form) {
    form?.toggleAttribute("data-written", [...form.elements].some(isWrittenIn));
  }

  function isWrittenIn(field) {
    if (field.matches("select")) {
      const first = [...field.options].findIndex((option) => option.defaultSelected);
      return field.selectedIndex !== Math.max(first, 0);
    }
    if (!field.matches("input:not([type=hidden]), textarea")) return false;
    return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
  }

  for (const told of ["input", "change"]) {
    document.addEventListener(told, (event) => note(event.target.form));
  }
  window.addEventListener("pageshow", () => [...document.forms].forEach(note));

  if (!body.dataset.person) return;
  lookIn(WHOLE - TOLD_AT);
  document.addEventListener("signed-out", over);
  document.addEventListener("signed-in", ({ detail: guard }) => takeGuard(guard));
  document.addEventListener("submit", (event) => {
    // Sent now it would lead to the sign-in and be lost.
    if (!isOver || !main.contains(event.target)) return;
    event.preventDefault();
    look();
  });
  document.addEventListener("visibilitychange", () => {
    // A page that was away may have slept, and so has its clock.
    if (!document.hidden) look();
  });
  main.querySelector("[data-left=soon] button").addEventListener("click", () => {
    look({ isHere: true });
  });
})();
