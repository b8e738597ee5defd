/**
 * The page that stands in for one that is not kept: which registers are on this device.
 */

import { factOf } from "./device_store.js";
import { keptAddresses, keptPage } from "./kept_pages.js";

const list = document.getElementById("kept");

async function listKept() {
  const person = await factOf("person");
  for (const address of person ? await keptAddresses(person) : []) {
    const page = await keptPage(address, person);
    const read = new DOMParser().parseFromString(await page.text(), "text/html");
    const link = document.createElement("a");
    link.href = address;
    link.className = "row"; // High enough for a thumb.
    link.textContent = read.querySelector("h1").textContent.trim();
    list.append(document.createElement("li"));
    list.lastChild.append(link);
  }
  document.getElementById("kept-some").hidden = !list.children.length;
}

listKept();
