// src/channels/open-finder.ts
async function openFinder(address, watch) {
  switch (address.channel) {
    case "artifact":
      return (await import("./artifact-finder-IO6F4GZK.mjs")).artifactFinder(address, watch);
    case "release":
      return (await import("./release-finder-PXZHZMM4.mjs")).releaseFinder(address, watch);
  }
}

export {
  openFinder
};
