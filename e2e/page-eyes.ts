import type { Page } from '@playwright/test';

/** What can be seen of a page's controls from within it; to be opened anew for every screen. */
export const openEyes = (page: Page) =>
  page.evaluateHandle(() => {
    const isOpen = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });
    /** Whatever is open over the rest, or all of it. */
    const root =
      [
        ...document.querySelectorAll<HTMLElement>('[role="dialog"], [role="menu"], [role="listbox"]'),
      ].findLast(isOpen) ?? document.body;

    /** A radio button that only its label shows is as large as the label. */
    const shapeOf = (element: Element): Element => {
      const isTiny = element.getBoundingClientRect().width <= 1;
      return isTiny ? (element.closest('label') ?? element) : element;
    };

    const controls = (): readonly HTMLElement[] =>
      [
        ...root.querySelectorAll<HTMLElement>(
          'a[href], button, input, select, textarea, summary, [tabindex]',
        ),
      ].filter(
        (element) =>
          isOpen(element) &&
          !element.matches(':disabled, [type="file"].hidden-text') &&
          !element.closest('[inert], [aria-hidden="true"]'),
      );

    const isCheckedOfGroup = (element: HTMLElement): boolean => {
      if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
      const group = [...root.querySelectorAll<HTMLInputElement>('[type="radio"]')].filter(
        ({ name }) => name === element.name,
      );
      return (group.find(({ checked }) => checked) ?? group[0]) === element;
    };

    /** Where the keyboard has to come to: what Tab stops at, or the items of a menu. */
    const wanted = (): readonly HTMLElement[] =>
      root.matches('[role="menu"]')
        ? [...root.querySelectorAll<HTMLElement>('[role="menuitem"]:not([data-disabled])')]
        : controls().filter((element) => element.tabIndex >= 0 && isCheckedOfGroup(element));

    const nameOf = (element: Element): string => {
      const text = element.getAttribute('aria-label') ?? element.textContent;
      return `${element.tagName.toLowerCase()} ${text.trim().slice(0, 60)}`;
    };

    /** An outline, or else a line drawn around it, which forced colours take away. */
    const showsFocus = (element: HTMLElement): boolean =>
      [element, shapeOf(element), element.closest('label')].some((one) => {
        if (!one) return false;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow.includes('inset');
      });

    return { root, shapeOf, controls, wanted, nameOf, showsFocus };
  });

export type Eyes = Awaited<ReturnType<typeof openEyes>>;
