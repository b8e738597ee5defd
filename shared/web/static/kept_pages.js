/**
 * Pages with names on them that this device keeps for when there is no network: for one
 * person, and for one day.
 */

export const KEPT_PAGES = "kept pages";
const KEPT_FOR = "Kept-For";
const KEPT_AT = "Kept-At";
const A_DAY = 24 * 60 * 60 * 1000;

/** Keep a copy of this page, with whom it was shown to and when. */
export async function keepPage(url, page, person) {
  const headers = new Headers(page.headers);
  headers.set(KEPT_FOR, person);
  headers.set(KEPT_AT, String(Date.now()));
  const copy = new Response(await page.blob(), { status: page.status, headers });
  await (await caches.open(KEPT_PAGES)).put(url, copy);
}

/** Return the kept copy of a page, or undefined where there is none for this person. */
export async function keptPage(url, person) {
  const found = await (await caches.open(KEPT_PAGES)).match(url);
  return found && mayBeShown(found, person) ? found : undefined;
}

/** Return the addresses of the pages that are kept for this person. */
export async function keptAddresses(person) {
  await forgetPages({ except: person });
  const requests = await (await caches.open(KEPT_PAGES)).keys();
  return requests.map((request) => request.url);
}

/** Forget what is older than a day, and all that was kept for anybody else. */
export async function forgetPages({ except }) {
  const cache = await caches.open(KEPT_PAGES);
  for (const request of await cache.keys()) {
    const page = await cache.match(request);
    if (page && !mayBeShown(page, except)) await cache.delete(request);
  }
}

function mayBeShown(page, person) {
  const age = Date.now() - Number(page.headers.get(KEPT_AT));
  // A clock that was put back makes an age below nought: then nobody knows the age.
  const isOfToday = age >= 0 && age < A_DAY;
  return isOfToday && person !== undefined && page.headers.get(KEPT_FOR) === person;
}
