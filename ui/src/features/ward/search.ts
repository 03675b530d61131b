/** Which monitor is open beside the board: the URL holds it. */
export interface WardSearch {
  monitor?: string;
}
