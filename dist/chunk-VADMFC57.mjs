// src/channels/open-finder.ts
async function openFinder(address, watch) {
  switch (address.channel) {
    case "artifact":
      return (await import("./artifact-finder-M6DQ4I5B.mjs")).artifactFinder(address, watch);
    case "release":
      return (await import("./release-finder-PNK5CVP4.mjs")).releaseFinder(address, watch);
  }
}

export {
  openFinder
};
