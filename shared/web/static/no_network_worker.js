/**
 * Where a page cannot be fetched, one of ours says so, and not the browser's own.
 *
 * It keeps two pages, in the language in which it was registered, and what they look like:
 * nothing about anybody. It answers for nothing but navigations that fail. And where
 * somebody has signed out without a network, the house hears of it before it is asked for
 * anything else.
 */

const KEPT = "no network";
const LANGUAGE = new URL(location).searchParams.get("language");
const PAGE = `/no-network/${LANGUAGE}`;
const SIGNING_OUT = `/signing-out/${LANGUAGE}`;
const LEAVES_WITH = "/leaves-with"; // Kept there by device.js: the proof that it was she.
const IS_LOOK = /^\/static\//;
// A proxy says so where the server behind it is away; the house itself never does.
const AWAY = [502, 504];
const PATIENCE = 10_000; // milliseconds
let isFresh = false; // Once for each time that the browser wakes this worker.
let isOver = false; // Who has signed out leaves nothing behind, this worker neither.

addEventListener("install", (event) => {
  event.waitUntil(keep());
  skipWaiting();
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(pageOrOurs(event));
  else if (IS_LOOK.test(pathname)) event.respondWith(orKept(request));
});

addEventListener("sync", (event) => event.waitUntil(leave()));

/** Keep the pages with their style and picture, as they are now. */
async function keep() {
  const cache = await caches.open(KEPT);
  const pages = await Promise.all([PAGE, SIGNING_OUT].map(askFor));
  const looks = (await pages[0].clone().text()).match(/\/static\/[\w.-]+\.(?:css|svg)/g);
  await cache.addAll(looks);
  await cache.put(PAGE, pages[0]);
  await cache.put(SIGNING_OUT, pages[1]);
}

async function askFor(address) {
  const page = await fetch(address, { cache: "no-store" });
  if (!page.ok) throw new Error("the page cannot be kept now");
  return page;
}

async function pageOrOurs(event) {
  const { request } = event;
  const signsOut = request.method === "POST" && new URL(request.url).pathname === "/sign-out";
  if (!signsOut && !(await hasLeft())) return stillLeaving();
  try {
    const page = await fetch(request);
    if (AWAY.includes(page.status)) return ours(signsOut);
    if (signsOut) await end();
    else keepAnew(event);
    return page;
  } catch {
    return ours(signsOut);
  }
}

function keepAnew(event) {
  if (isFresh || isOver) return;
  isFresh = true;
  event.waitUntil(keep().catch(() => undefined));
}

/** What was sent to sign out is not sent again by a reload: the next page is a plain one. */
async function ours(signsOut) {
  if (signsOut) return Response.redirect("/sign-in/", 303);
  return (await caches.match(PAGE)) ?? Response.error();
}

async function stillLeaving() {
  await registration.sync?.register("leave").catch(() => undefined);
  return (await caches.match(SIGNING_OUT)) ?? Response.error();
}

/** Whether nobody is about to leave; who was is signed out now, or could not be yet. */
async function hasLeft() {
  const proof = await caches.match(LEAVES_WITH);
  if (!proof) return true;
  const isHeard = await signOut(await proof.text());
  if (isHeard) await end();
  return isHeard;
}

async function end() {
  isOver = true;
  await caches.delete(KEPT);
  await registration.unregister();
}

async function signOut(form_key) {
  try {
    const told = await fetch("/sign-out", {
      method: "POST",
      body: new URLSearchParams({ form_key }),
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    // A refusal says that somebody has signed in anew meanwhile: she stays.
    return told.status < 500;
  } catch {
    return false;
  }
}

/** The network is back: the page that says so asks again, and before that this is sent. */
async function leave() {
  const shown = await clients.matchAll({ type: "window" });
  await Promise.all(shown.map((page) => page.navigate("/sign-in/")));
  if (!(await hasLeft())) throw new Error("the house has not heard of it yet");
}

async function orKept(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request.url)) ?? Response.error();
  }
}
