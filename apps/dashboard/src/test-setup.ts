import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless';

setupZonelessTestEnv();

/** jsdom draws nothing. Leaflet's canvas layers only need a context that takes every call. */
const calls: Record<PropertyKey, unknown> = {};
const context = new Proxy(calls, {
  get: (target, name) => target[name] ?? (() => ({ width: 0 })),
  set: (target, name, value) => {
    target[name] = value;
    return true;
  },
});
Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', { value: () => context });
Object.defineProperty(window, 'matchMedia', {
  value: (media: string) => Object.assign(new EventTarget(), { matches: false, media }),
});
