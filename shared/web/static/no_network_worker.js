/**
 * Where a page cannot be fetched, one of ours says so, and not the browser's own.
 *
 * It keeps that page, in the language in which it was registered, and what the page looks
 * like: nothing about anybody. It answers for nothing but navigations that fail.
 */

const KEPT = "no network";
const PAGE = `/no-network/${new URL(location).searchParams.get("language")}`;
const IS_LOOK = /^\/static\//;
// A proxy says so where the server behind it is away; the house itself never does.
const AWAY = [502, 504];
let isFresh = false; // Once for each time that the browser wakes this worker.

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

/** Keep the page with its style and its picture, as they are now. */
async function keep() {
  const cache = await caches.open(KEPT);
  const page = await fetch(PAGE, { cache: "no-store" });
  if (!page.ok) throw new Error("the page cannot be kept now");
  const looks = (await page.clone().text()).match(/\/static\/[\w.-]+\.(?:css|svg)/g);
  await cache.addAll(looks);
  await cache.put(PAGE, page);
}

async function pageOrOurs(event) {
  try {
    const page = await fetch(event.request);
    if (AWAY.includes(page.status)) return (await caches.match(PAGE)) ?? page;
    if (!isFresh) {
      isFresh = true;
      event.waitUntil(keep().catch(() => undefined));
    }
    return page;
  } catch {
    return (await caches.match(PAGE)) ?? Response.error();
  }
}

async function orKept(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request.url)) ?? Response.error();
  }
}
