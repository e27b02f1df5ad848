import { Random } from '../random.ts';

/** Names of our own invention: no school, operator, street or person is meant. */
export const ringNames = ['Inner Ring', 'Middle Ring', 'Orbital Road', 'Outer Ring Road'];
export const radialNames = [
  'Harrow Lane', 'Tolgate Road', 'Great West Road', 'Salter Road', 'Kingsford Road', 'Mill Lane',
  'Aston Green Road', 'North Fields Way', 'Quarry Road', 'Canal Road', 'Wharf Road', 'Priory Road',
];

export const schoolNames = [
  'Beechwood', 'Oakfield', 'Harrow Lane', 'Millbrook', 'Quarry Bank', 'Larch Hall', 'Ashcombe', 'Tolgate', 'Brindle', 'Thornlea',
  'Fernhill', 'Wynford', 'Kestrel Park', 'Saltmarsh Green', 'Copper Beeches', 'Hollin Edge', 'Fairmead', 'Wrenfield', 'Stonebow', 'Marlpit',
  'Appletree', 'Northcote Fields', 'Lapwing', 'Willowbrook', 'Heronsgate', 'Dunnock Hill', 'Pinfold', 'Cuckoo Bridge', 'Foxglove', 'Linnet Rise',
  'Barley Croft', 'Greenlock', 'Windmill Street', 'Ravensmoor', 'Skylark', 'Tanner’s Row', 'Elmstead Rise', 'Otterbourne Way', 'Silver Birches', 'Mere View',
];
export const schoolKinds = ['School', 'Primary School', 'Academy', 'School', 'Special School', 'High School'];
export const areas = ['North Fields', 'Aston Green', 'West Moor', 'Kingsford', 'Salter’s Heath', 'City Centre'];

export const operatorNames = [
  'Northgate Coaches', 'Ridgeway Travel', 'Tarn Valley Minibuses', 'Bluebell Cars', 'Fourways Transport', 'Kingsford Community Transport',
  'Silverlink Minibuses', 'Orchard Coaches', 'Larkspur Travel', 'Beacon Passenger Services', 'Meadow Line', 'Harbour & Hill Travel',
];

const first = [
  'Alder', 'Ash', 'Barley', 'Bell', 'Birch', 'Bramble', 'Bridge', 'Brook', 'Canal', 'Cedar', 'Chapel', 'Cherry', 'Clover', 'Copper', 'Dove',
  'Elder', 'Falcon', 'Fern', 'Forge', 'Foundry', 'Garnet', 'Glebe', 'Hazel', 'Heather', 'Heron', 'Holly', 'Ivy', 'Juniper', 'Kiln', 'Lark',
  'Linden', 'Lock', 'Maple', 'Marl', 'Mere', 'Mill', 'Moss', 'Nursery', 'Orchard', 'Osier', 'Park', 'Pear Tree', 'Plover', 'Pool', 'Poplar',
  'Quarry', 'Reed', 'Rook', 'Rose', 'Rowan', 'Rush', 'Sable', 'Spinney', 'Spring', 'Swift', 'Tanner', 'Teal', 'Thistle', 'Vine', 'Wharf', 'Willow', 'Wren',
];
const second = ['Road', 'Street', 'Lane', 'Close', 'Avenue', 'Grove', 'Drive', 'Way', 'Rise', 'Gardens', 'Croft', 'Hill', 'Walk', 'Court'];

/** The name of a stretch of street in the grid. */
export function streetName(axis: number, line: number, stretch: number): string {
  const random = new Random('street', axis, line, stretch);
  return `${random.pick(first)} ${random.pick(second)}`;
}

const onsets = ['Be', 'Da', 'Fe', 'Ja', 'Ka', 'Le', 'Ma', 'Ne', 'O', 'Pe', 'Ra', 'Sa', 'Te', 'U', 'Va', 'We', 'Ya', 'Ze', 'Mi', 'Lo', 'Ri', 'So', 'Ti', 'A', 'E', 'I'];
const codas = ['lvo', 'reth', 'minel', 'sko', 'vanni', 'dorel', 'thiko', 'nasso', 'bryll', 'keva', 'lundo', 'marru', 'zelin', 'pavo', 'ristel', 'gando'];
const tails = ['by', 'wick', 'dral', 'more', 'stane', 'vell', 'nock', 'thorpe', 'quist', 'lund', 'fayle', 'brook'];

/** Given names and family names out of invented syllables: they belong to nobody and give initials. */
export function personName(random: Random): string {
  const given = random.pick(onsets) + random.pick(codas);
  return `${given} ${random.pick(onsets)}${random.pick(codas).slice(0, 3)}${random.pick(tails)}`;
}
