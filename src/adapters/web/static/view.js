import htm from 'htm';
import { Component, h } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Markup as tagged templates. */
export const html = htm.bind(h);

/** A component whose module is fetched when it is first drawn: nothing of it weighs on the first page. */
export function later(load) {
  let Known;
  return (props) => {
    const [, know] = useState();
    useEffect(() => {
      if (Known !== undefined) return;
      load().then((component) => {
        Known = component;
        know(true);
      });
    }, []);
    return Known && html`<${Known} ...${props} />`;
  };
}

/** A component that is drawn again only when one of its properties is another. */
export function memo(draw) {
  return class extends Component {
    shouldComponentUpdate(next) {
      const names = new Set([...Object.keys(next), ...Object.keys(this.props)]);
      return [...names].some((name) => next[name] !== this.props[name]);
    }
    render(props) {
      return draw(props);
    }
  };
}
