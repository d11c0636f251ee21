// src/channels/open-finder.ts
async function openFinder(address, watch) {
  switch (address.channel) {
    case "artifact":
      return (await import("./artifact-finder-24YWLT2E.mjs")).artifactFinder(address, watch);
    case "release":
      return (await import("./release-finder-RVVKRQSX.mjs")).releaseFinder(address, watch);
  }
}

export {
  openFinder
};
