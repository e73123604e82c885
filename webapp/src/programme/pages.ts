/** The pages a person can go to by themselves; each has an address. */

export const PAGES = ["home", "plan", "progress", "journal"] as const;
export type PageName = (typeof PAGES)[number];

export function pageOf(hash: string): PageName {
  return PAGES.find((page) => `#${page}` === hash) ?? "home";
}

export function addressOf(page: PageName): string {
  return page === "home" ? location.pathname : `#${page}`;
}
