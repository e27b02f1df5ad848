import { Inject, Injectable } from '@nestjs/common';
import { classGrant, classOf, dataClasses, dataClassNames, fieldPaths, fields, maskOf } from '@sightline/contracts';
import type { DataClass, FieldScope, Medium, Role, Sight } from '@sightline/contracts';
import { Pseudonyms } from '../pseudonym.js';
import { maskings } from './masks.js';
import type { PseudonymOf } from './masks.js';
import { projection } from './projection.js';
import type { Projection, Treatment } from './projection.js';

/** What someone sees of a scope: equal keys see equal bytes. `project` is absent where values pass as they are. */
export interface FieldView {
  readonly key: string;
  readonly project: Projection | undefined;
}
/** Who is answered: a role, or whoever a scope outside the roles is for. */
export type Onlooker = Role | 'outside';

/** The field table at work: one projection for each resource, grants and medium, compiled once. */
@Injectable()
export class Fields {
  readonly #masks: ReturnType<typeof maskings>;
  readonly #views = new Map<string, FieldView>();
  readonly #projections = new Map<string, Projection>();

  constructor(@Inject(Pseudonyms) pseudonyms: { readonly of: PseudonymOf }) {
    this.#masks = maskings((kind, ref) => pseudonyms.of(kind, ref));
  }

  /** What leaves of a reply: always by the list of what is granted, whoever asks [ACC-1]. */
  project(onlooker: Onlooker, scope: FieldScope, value: unknown, medium: Medium = 'screen'): unknown {
    return this.#projection(scope, grantsOf(onlooker, scope, medium))(value);
  }

  /**
   * The view of a topic. Roles with the same grants share its rooms and their bytes [ACC-6]. Where everything is
   * granted and nothing in the scope is about one person, values pass as they are: the map is the hot path.
   */
  view(onlooker: Onlooker, scope: FieldScope): FieldView {
    const grants = grantsOf(onlooker, scope, 'screen');
    const key = keyOf(grants);
    const name = `${scope} ${key}`;
    const known = this.#views.get(name);
    if (known !== undefined) return known;
    const passes = [...grants].every(([kind, sight]) => sight === 'see' && !isPersonal(kind));
    const view: FieldView = { key, project: passes ? undefined : this.#projection(scope, grants) };
    this.#views.set(name, view);
    return view;
  }

  #projection(scope: FieldScope, grants: ReadonlyMap<DataClass, Sight>): Projection {
    const name = `${scope} ${keyOf(grants)}`;
    const known = this.#projections.get(name) ?? this.#compile(scope, grants);
    this.#projections.set(name, known);
    return known;
  }

  #compile(scope: FieldScope, grants: ReadonlyMap<DataClass, Sight>): Projection {
    return projection(
      new Map(
        fieldPaths(scope).map((path): [string, Treatment] => {
          const kind = classOf(scope, path);
          const sight = kind === undefined ? 'not' : (grants.get(kind) ?? 'not');
          if (kind === undefined || sight !== 'masked') return [path, sight === 'masked' ? 'not' : sight];
          const mask = this.#masks[maskOf(kind, path)];
          return [path, (value) => mask(value, kind)];
        }),
      ),
    );
  }
}

const isPersonal = (kind: DataClass): boolean => (dataClasses[kind]).personal === true;

function grantsOf(onlooker: Onlooker, scope: FieldScope, medium: Medium): ReadonlyMap<DataClass, Sight> {
  const rows = fields[scope] ?? {};
  const kinds = dataClassNames.filter((kind) => rows[kind] !== undefined);
  return new Map(kinds.map((kind) => [kind, onlooker === 'outside' ? 'see' : classGrant(onlooker, scope, kind, medium)]));
}

/** What differs from seeing all of it. */
const keyOf = (grants: ReadonlyMap<DataClass, Sight>): string => [...grants].flatMap(([kind, sight]) => (sight === 'see' ? [] : [`${kind}:${sight}`])).join(' ');
