// src/channels/open-finder.ts
async function openFinder(address, watch) {
  switch (address.channel) {
    case "artifact":
      return (await import("./artifact-finder-CVPFCF6Z.mjs")).artifactFinder(address, watch);
    case "release":
      return (await import("./release-finder-ZQ4Q6MKX.mjs")).releaseFinder(address, watch);
  }
}

export {
  openFinder
};
