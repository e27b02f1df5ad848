export { dataClasses, dataClassNames, masks } from './classes.js';
export type { ClassRule, DataClass, FieldRows, FieldScope, Mask, Medium, OutsideScope, Sight } from './classes.js';
export { classGrant, classOf, fieldGrant, fieldPaths, fields, fieldScopes, maskOf, outsideGrant } from './fields.js';
export { accessDocument } from './document.js';
export { files } from './files.js';
export { schemaPaths } from './schema-paths.js';
