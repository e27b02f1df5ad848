/**
 * Words that the most common passwords are made of: names, teams, animals, places, pets' names, months, the words of sign-in
 * itself. Compiled for Sightline from common knowledge; public domain (CC0). `password-policy.ts` makes the passwords of them.
 */
export const commonWords = new Set(
  `password passwort passwd passphrase passcode pass secret letmein welcome login logon access admin administrator root user username guest master
  default changeme change temp temporary test testing tester server service support system manager office account computer internet network windows
  microsoft google apple samsung facebook twitter youtube android iphone laptop desktop keyboard monitor printer website email mobile telephone
  hello goodbye please thankyou thanks whatever nothing something anything everything forever never always together trustno sunshine princess queen king prince
  iloveyou ilove loveyou love lover lovely loveme mylove sweet sweetheart honey darling angel angels baby babygirl babyboy heart hearts kisses friend friends bestfriend family mother
  father mummy daddy mommy sister brother children child school teacher student college university football soccer baseball basketball hockey cricket rugby
  tennis golf liverpool arsenal chelsea everton manchester united city tottenham rangers celtic barcelona madrid juventus birmingham villa astonvilla london england
  britain scotland ireland wales america canada australia france germany italy spain europe dragon monkey shadow tiger lion eagle falcon hawk wolf bear panther dolphin
  elephant chicken rabbit kitty kitten puppy doggy horse horses pony spider snake turtle penguin butterfly unicorn phoenix batman superman spiderman ironman
  starwars startrek pokemon naruto pikachu minecraft fortnite playstation nintendo xbox gamer gaming counter strike warcraft matrix hunter killer
  ninja samurai warrior knight wizard merlin gandalf frodo hobbit harrypotter potter hogwarts mickey mickeymouse donald snoopy garfield tinkerbell barbie
  michael jennifer jessica ashley amanda daniel thomas robert william charlie charles george andrew joshua matthew anthony christopher christian nicholas jonathan
  alexander alexandra benjamin samuel joseph jordan justin brandon taylor hannah sophie sophia olivia emily amelia charlotte isabella victoria elizabeth
  nicole michelle melissa stephanie patricia rebecca rachel sarah laura lauren samantha natasha natalie maria marie anna angela andrea martin richard edward
  patrick stephen steven kevin brian jason david james peter simon oliver harry jack jake oscar buster buddy maggie molly daisy bella lucky max rocky
  ginger pepper cookie chocolate coffee banana orange cherry strawberry peaches apples pineapple cheese pizza chicken sugar candy butter peanut pumpkin
  cocacola pepsi whiskey vodka beer guinness summer winter spring autumn january february march april june july august september october november
  december monday tuesday wednesday thursday friday saturday sunday weekend holiday christmas easter birthday purple yellow orange silver golden green black white
  blue blues pink diamond crystal flower flowers rose roses sunflower garden rainbow heaven moon moonlight starlight stars sunrise sunset ocean river
  mountain forest island thunder lightning storm fire water earth snow snowball freedom liberty peace happy smile smiley magic mystic destiny fantasy
  fortune victory champion winner legend hero power strong legendary awesome amazing beautiful gorgeous cutie sexy handsome perfect special number
  ferrari porsche mercedes toyota honda nissan corvette mustang harley yamaha suzuki kawasaki jaguar bentley vauxhall driver racing
  music guitar piano drummer metallica nirvana slipknot eminem beatles elvis rihanna shakira beyonce hiphop rocknroll dance dancer singer
  jesus jesuschrist christ godisgood church blessed blessing faith grace allah muhammad buddha krishna
  council transport children minibus schoolrun bus coach taxi control room controlroom contact centre contactcentre dashboard
  money dollar dollars pounds business company money lottery million trading bitcoin blink hacker hacking cyber digital killer
  qwerty qwertz azerty asdf asdfgh zxcv zxcvbn qazwsx wsxedc qweasd asdzxc qwaszx one two three four five six seven eight nine ten zero
  abc xyz aaa abcd abcdef hunter trouble monster demon devil satan angel ghost vampire zombie skull death darkness light heaven hell
  soldier marine army navy military police pilot captain doctor nurse fireman ranger cowboy indian pirate
  international relationship responsibility organisation organization professional unbelievable understanding
  my the your for and you are me in is not love with this that from have good best big bad hot cool new old super mega ultra only just first last`
    .split(/\s+/),
);
