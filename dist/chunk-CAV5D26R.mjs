// src/channels/open-finder.ts
async function openFinder(address, watch) {
  switch (address.channel) {
    case "artifact":
      return (await import("./artifact-finder-HPIJRWBD.mjs")).artifactFinder(address, watch);
    case "release":
      return (await import("./release-finder-KCZOZVMX.mjs")).releaseFinder(address, watch);
  }
}

export {
  openFinder
};
