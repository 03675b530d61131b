/** How large a page is shown: as wide as there is room, or in per cent of its size on paper. */
export type Zoom = "fit" | number;

export const fit: Zoom = "fit";

const steps = [50, 75, 100, 125, 150, 200, 300];

export const larger = (zoom: Zoom): Zoom =>
  zoom === "fit" ? 125 : (steps.find((step) => step > zoom) ?? zoom);

export const smaller = (zoom: Zoom): Zoom =>
  zoom === "fit" ? 75 : (steps.findLast((step) => step < zoom) ?? zoom);
