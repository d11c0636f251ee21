// src/channels/open-finder.ts
async function openFinder(address, watch) {
  switch (address.channel) {
    case "artifact":
      return (await import("./artifact-finder-Y4YJYXZA.mjs")).artifactFinder(address, watch);
    case "release":
      return (await import("./release-finder-6S2YC2FP.mjs")).releaseFinder(address, watch);
  }
}

export {
  openFinder
};
