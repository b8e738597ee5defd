/**
 * On every page: notes who is at work on this device, so that nothing that was kept for
 * one person is shown to another, and forgets everything at sign-out.
 *
 * A page says who is at work in <body data-person>, and in data-guard what her forms hold;
 * one that does not know, such as an error's, leaves it out. A form or link with data-forget forgets everything before it
 * goes on, and warns once where marks still wait; its words stand in the attributes
 * data-forget-one and data-forget-many.
 */

import { answer, factOf, forgetStore, keepFact, within } from "./device_store.js";
import { forgetPages } from "./kept_pages.js";

const EVERYWHERE = "/";
const ROSTER = "/roster/";
const NO_NETWORK = "no network"; // What our worker keeps; nothing in it is about anybody.
const LEAVES_WITH = "/leaves-with";

/** Remove all that is kept on this device: pages, marks, and the worker that keeps them. */
async function forgetEverything() {
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  const keeping = workers.filter((worker) => new URL(worker.scope).pathname !== EVERYWHERE);
  await Promise.all(keeping.map((worker) => worker.unregister()));
  const names = (await caches.keys()).filter((name) => name !== NO_NETWORK);
  await Promise.all(names.map((name) => caches.delete(name)));
  await forgetStore();
}

function marksThatWait() {
  return within("readonly", ({ marks }) => answer(marks.count()));
}

async function noteFact(name, value) {
  if ((await factOf(name)) !== value) await keepFact(name, value);
}

async function notePerson({ person, guard }) {
  await noteFact("person", person);
  await noteFact("guard", guard);
  await forgetPages({ except: person });
}

function warn(leaving, number) {
  const words = number === 1 ? leaving.dataset.forgetOne : leaving.dataset.forgetMany;
  const warning = document.createElement("p");
  warning.setAttribute("role", "alert");
  warning.className = "notice";
  leaving.append(warning);
  warning.textContent = words.replace("{number}", number);
}

async function leave(leaving, goOn) {
  const number = await marksThatWait();
  if (number && !leaving.querySelector("[role=alert]")) {
    warn(leaving, number);
    return;
  }
  await forgetEverything();
  goOn();
}

/** Who signs out without a network has left this device; the worker tells the house later. */
async function goOnWith(form) {
  if (form.method === "post") {
    const proof = new Response(form.elements.form_key.value);
    await (await caches.open(NO_NETWORK)).put(LEAVES_WITH, proof);
  }
  form.submit();
}

function goOnOnlyWhenForgotten() {
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-forget]");
    if (!form) return;
    event.preventDefault();
    leave(form, () => goOnWith(form));
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-forget]");
    if (!link) return;
    event.preventDefault();
    leave(link, () => location.assign(link.href));
  });
}

/**
 * Let a worker say so where a page cannot be fetched. The roster has one of its own, which
 * keeps registers too: its scope is the longer one, so below it that one answers.
 */
function answerWithoutNetwork() {
  const { serviceWorker: workers } = navigator;
  if (!workers) return;
  const ours = `/no-network-worker.js?language=${document.documentElement.lang}`;
  const asked = [
    workers.register(ours, { scope: EVERYWHERE }),
    workers.register(`${ROSTER}service-worker.js`, { scope: ROSTER, type: "module" }),
  ];
  // Without a network none is needed yet: the next page asks again.
  for (const one of asked) one.catch(() => undefined);
}

// Browsers keep pages without a network on https and on the machine itself only.
if (window.isSecureContext && "caches" in window) {
  goOnOnlyWhenForgotten();
  if (document.body.dataset.person) {
    notePerson(document.body.dataset);
    answerWithoutNetwork();
  }
}
