import { replayFrom, replayToText, viewportFrom, viewportToText } from './view-params';

describe('[CONTROL-2] the view in the URL', () => {
  it('gives back the viewport that it was given', () => {
    const viewport = { latitude: 52.4862, longitude: -1.8904, zoom: 12.5 };
    expect(viewportFrom(viewportToText(viewport))).toEqual(viewport);
  });

  it.each([null, '', '1,2', '1,2,3,4', 'a,b,c', '91,0,12', '52,-1,99', ',,'])('takes %p for no viewport', (text) => {
    expect(viewportFrom(text)).toBeNull();
  });

  it('tells a replay from its start, a moment of it, and none', () => {
    expect(replayFrom('1')).toEqual({ at: null });
    expect(replayFrom(replayToText(Date.UTC(2026, 10, 10, 8, 24, 17)))).toEqual({ at: Date.UTC(2026, 10, 10, 8, 24, 17) });
    expect(replayFrom(null)).toBeNull();
    expect(replayFrom('yesterday')).toBeNull();
  });
});
