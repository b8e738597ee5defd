/**
 * Keeps the register usable without a network: the page as it last was, for the person it
 * was shown to and for a day, and what it needs to work. Everything else goes through.
 */

import { factOf } from "/roster/static/device_store.js";
import { keepPage, keptPage } from "/roster/static/kept_pages.js";
import { personIn } from "/roster/static/page_words.js";
import { sendMarks } from "/roster/static/sending.js";

const SHELL = "shell";
const OFFLINE = "/roster/offline";
const PATIENCE = 4_000; // milliseconds until a slow page gives way to the kept one
const IS_REGISTER = /^\/roster\/sessions\/[0-9a-f-]{36}$/;
const IS_SHELL = /^(\/roster)?\/static\/|^\/roster\/offline$/;
const HASH = /-[0-9a-f]{12}(?=\.[a-z]+$)/;
// Named by the page under the addresses of their contents.
const LOOKS = [
  "style.css",
  "icon.svg",
  "htmx.min.js",
  "htmx-ext-sse.min.js",
  "page.js",
  "still_here.js",
];
const MODULES = [
  "device.js",
  "device_store.js",
  "kept_pages.js",
  "marks.js",
  "offline.js",
  "page_words.js",
  "register.js",
  "register_line.js",
  "sending.js",
  "waiting.js",
];

addEventListener("install", (event) => {
  event.waitUntil(keepShell());
  skipWaiting();
});

/** Keep what a register needs; what the page has fetched already does not come again. */
async function keepShell() {
  const shell = await caches.open(SHELL);
  const page = await fetch(OFFLINE, { cache: "no-store" });
  const named = (await page.clone().text()).match(/\/static\/[\w.-]+/g);
  const looks = named.filter((address) => LOOKS.includes(plain(address).split("/").pop()));
  // A worker of a new release asks anew: the modules here may be those of the old one.
  const cache = registration.active ? "no-cache" : "force-cache";
  const modules = MODULES.map((name) => `/roster/static/${name}`);
  const kept = [...looks, ...modules].map(async (address) => {
    const file = await fetch(address, HASH.test(address) ? {} : { cache });
    if (!file.ok) throw new Error("not everything can be kept now");
    await shell.put(plain(address), file);
  });
  if (!page.ok) throw new Error("the page cannot be kept now");
  await Promise.all([...kept, shell.put(OFFLINE, page)]);
}

addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  const isGet = request.method === "GET";
  if (isGet && IS_SHELL.test(pathname)) event.respondWith(fromShell(request));
  else if (isGet && IS_REGISTER.test(pathname)) event.respondWith(register(event));
  else if (request.mode === "navigate") event.respondWith(orOffline(fetch(request)));
});

addEventListener("sync", (event) => {
  event.waitUntil(sendForWhoIsAtWork());
});

async function sendForWhoIsAtWork() {
  const person = await factOf("person");
  // A refusal to the browser makes it try again later.
  if (person && !(await sendMarks(person))) throw new Error("marks still wait");
}

/**
 * Answer with the newest there is, and keep it; without a network, with the kept one.
 *
 * The address of a file tells its content; it is kept under its plain name, so that a page
 * of an older release finds it too, and old ones do not heap up.
 */
async function fromShell(request) {
  const name = plain(request.url);
  try {
    const newest = await fetch(request);
    if (newest.ok) await (await caches.open(SHELL)).put(name, newest.clone());
    return newest;
  } catch {
    return (await caches.match(name)) ?? Response.error();
  }
}

/** Answer with the register from the network, or as it was kept where that is of no use. */
async function register(event) {
  const { request } = event;
  const asked = fetch(request);
  event.waitUntil(asked.then((page) => keep(pathOf(request), page.clone())).catch(nothing));
  // A page that brings itself up to date must not be told an old state.
  if (request.mode !== "navigate") return asked;
  const kept = await keptPage(pathOf(request), await factOf("person"));
  if (!kept) return orOffline(asked);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
  const usable = asked.then((page) => (page.status >= 500 ? kept : page));
  return Promise.race([usable, late]).catch(() => kept);
}

/** Keep a page for whom it says is at work: it was made for nobody else. */
async function keep(path, page) {
  if (page.status !== 200 || page.redirected) return;
  const person = personIn(await page.clone().text());
  if (person) await keepPage(path, page, person);
}

async function orOffline(asked) {
  try {
    return await asked;
  } catch {
    return (await caches.match(OFFLINE)) ?? Response.error();
  }
}

const nothing = () => undefined;
const plain = (address) => address.replace(HASH, "");
const pathOf = (request) => new URL(request.url).pathname;
