import type { Family, Kind } from './product-kind.ts';

/**
 * Words that say what a product is, in English and German, folded as `wordsOf` folds them ("Käse" is "kase").
 * A word of four letters or more is also found at the end of a longer one.
 */
const words: Readonly<Record<Kind, string>> = {
  apple:
    'apple apfel pear birne fruit obst mango kiwi pineapple ananas melon melone peach pfirsich plum pflaume',
  banana: 'banana banane',
  citrus: 'orange lemon zitrone lime limette mandarin mandarine clementine grapefruit',
  berry: 'berry beere strawberry erdbeere cherry kirsche',
  grape: 'grape traube weintraube',
  carrot: 'carrot karotte mohre',
  greens: `lettuce salat salad rocket rucola spinach spinat cabbage kohl kale basil basilikum parsley petersilie
    leek lauch celery sellerie herb krauter chive schnittlauch chard mangold`,
  vegetable: `vegetable gemuse tomato tomate cucumber gurke pepper paprika potato kartoffel onion zwiebel garlic
    knoblauch ginger ingwer broccoli brokkoli cauliflower blumenkohl mushroom pilz champignon courgette zucchini
    aubergine avocado eggplant asparagus spargel pumpkin kurbis radish radieschen`,
  flower: 'flower blume rose tulip tulpe bouquet strauss',
  milk: 'milk milch cream sahne kefir',
  egg: 'egg ei eier',
  yoghurt: 'yoghurt yogurt joghurt quark skyr pudding curd',
  bread: 'bread brot toast crispbread knackebrot rusk zwieback wrap pita sourdough toastbrot',
  pastry: `croissant pretzel brezel brezn roll brotchen semmel bun baguette ciabatta pastry geback teilchen bagel
    bread+roll bread+rolls`,
  cake: 'cake kuchen torte muffin tart cupcake',
  sandwich: 'sandwich burger hamburger',
  meat: `meat fleisch beef rind rindfleisch steak pork schwein schweinefleisch schnitzel mince
    hackfleisch hack goulash gulasch lamb lamm`,
  ham: 'ham schinken bacon speck salami sausage wurst wurstchen frankfurter',
  poultry: 'chicken hahnchen huhn huhnchen turkey pute duck ente',
  fish: 'fish fisch salmon lachs tuna thunfisch cod kabeljau herring hering sardine trout forelle lachsfilet fischfilet',
  seafood: 'prawn shrimp garnele krabbe mussel muschel',
  plant: 'tofu tempeh falafel seitan',
  grain: `rice reis flour mehl oat oats hafer haferflocken muesli musli cornflakes cereal couscous bulgur quinoa
    wheat weizen barley granola porridge hirse`,
  pot: 'pasta nudel noodle spaghetti penne fusilli lasagne lasagna macaroni ravioli tortellini risotto',
  soup: 'soup suppe broth bruhe eintopf stew stock',
  bean: 'bean bohne lentil linse pea erbse chickpea kichererbse kidneybohne',
  oil: 'oil ol olivenol rapsol sonnenblumenol vinegar essig',
  spice: `salt salz spice gewurz curry cinnamon zimt oregano powder pulver pfeffer sugar zucker yeast hefe
    black+pepper white+pepper`,
  jar: `honey honig jam marmalade marmelade konfiture spread aufstrich syrup sirup sauce sosse ketchup mustard senf
    mayonnaise pesto gherkin olive sauerkraut passata peanut+butter erdnussbutter soy+sauce tomatenmark`,
  candy: `chocolate schokolade candy sweets bonbon gummibarchen liquorice lakritz gum kaugummi praline
    gummy+bear ice+lolly riegel`,
  cookie: 'cookie biscuit keks platzchen waffle waffel',
  nut: 'nut nuss nusse peanut erdnuss cashew almond mandel walnut walnuss hazelnut haselnuss raisin rosine',
  popcorn: 'popcorn crisp chip chips',
  water: 'water wasser mineralwasser sprudel',
  soda: `juice saft cola lemonade limonade limo spritzer schorle smoothie energydrink drink getrank oat+drink
    iced+tea eistee`,
  coffee:
    'coffee coffee+bean coffee+filter kaffeefilter kaffeebohne kaffee espresso tea tee kamillentee pfefferminztee krautertee fruchtetee cocoa kakao',
  beer: 'beer bier pils',
  wine: 'wine wein rotwein weisswein sekt prosecco champagne champagner',
  spirit: 'gin rum wodka vodka whisky whiskey likor liqueur aperol',
  cold: 'frozen tiefkuhl',
  pizza: 'pizza',
  'ice-cream': 'ice+cream eis speiseeis eiscreme vanilleeis schokoeis',
  cleaner: `cleaner reiniger spulmittel putzmittel detergent dish+soap washing-up+liquid dishwasher+tablet
    spulmaschinentabs up+liquid`,
  laundry: 'laundry waschmittel washing+powder fabric+softener weichspuler liquid+detergent vollwaschmittel',
  paper: `paper papier toilettenpapier klopapier kuchenrolle tissue taschentuch napkin serviette filter kitchen+roll
    taschentucher`,
  bag: 'bag beutel mullbeutel tute foil folie film',
  brush: 'sponge schwamm brush burste cloth tuch lappen glove handschuh broom besen',
  battery: 'battery batterie akku',
  light: 'bulb gluhbirne lampe lamp led',
  candle: 'candle kerze match streichholz streichholzer lighter feuerzeug',
  household: 'haushalt household',
  tooth: 'toothpaste zahnpasta toothbrush zahnburste floss zahnseide mouthwash mundwasser',
  soap: 'soap seife shampoo conditioner spulung gel duschgel lotion creme handcreme hand+cream face+cream sun+cream sonnencreme',
  bath: 'bath deodorant deo razor rasierer rasierklinge rasierschaum foam wattepad pad tampon binde',
  bandage: 'plaster pflaster bandage verband',
  pill: 'pill tablet tablette vitamin aspirin ibuprofen medicine medizin',
  baby: 'baby nappy windel diaper babynahrung baby+food baby+milk',
  pet: 'pet haustier litter streu tierfutter',
  cat: 'cat katze katzenfutter katzenstreu cat+food cat+litter',
  dog: 'dog hund hundefutter dog+food dog+treat leckerli',
};

const listed = (text: string): readonly string[] =>
  text.split(/\s+/).map((word) => word.replaceAll('+', ' '));

export const productWords: ReadonlyMap<string, Kind> = new Map(
  Object.entries(words).flatMap(([kind, text]) => listed(text).map((word) => [word, kind as Kind] as const)),
);

/** What a category's word says: the family, and the picture for what is not told apart in it. */
interface Shelf {
  readonly family: Family;
  readonly kind: Kind | null;
}

const shelves: readonly (readonly [words: string, family: Family, kind: Kind | null])[] = [
  ['frozen tiefkuhl tiefkuhlkost tiefgekuhlt', 'frozen', 'cold'],
  ['fruit obst', 'fresh', 'apple'],
  ['vegetable gemuse produce flower blume', 'fresh', 'vegetable'],
  ['dairy milk molkerei milchprodukte kuhlregal cheese kase egg eier', 'dairy', null],
  ['bread bakery brot backwaren backerei', 'bakery', 'bread'],
  ['meat fish fleisch fisch wurst metzgerei butcher seafood deli', 'meat', 'meat'],
  ['baby pet tier haustier', 'family', 'pet'],
  ['drink beverage getranke getrank wine wein beer bier coffee kaffee tea tee', 'drink', 'soda'],
  ['snack sweets sussigkeiten sussigkeit susswaren chocolate schokolade', 'sweet', 'candy'],
  ['breakfast fruhstuck spread aufstriche cereal', 'pantry', 'jar'],
  [
    'pantry vorrat grundnahrungsmittel konserven canned pasta nudeln grains spices gewurze oil',
    'pantry',
    'pot',
  ],
  ['household haushalt cleaning reinigung putzen home', 'house', 'household'],
  ['care pflege drogerie hygiene health gesundheit cosmetics kosmetik pharmacy apotheke', 'care', 'bath'],
];

export const categoryWords: ReadonlyMap<string, Shelf> = new Map(
  shelves.flatMap(([text, family, kind]) => listed(text).map((word) => [word, { family, kind }] as const)),
);

/** What comes after these is not what the product is: "Tuna in oil", "Milch mit Erdbeeren". */
export const headEnds: ReadonlySet<string> = new Set(
  listed('in with for of on from without to mit fur von aus ohne im am vom und and'),
);
