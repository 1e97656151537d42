"""Small lists of English words that several readers of facts need: kin, pets, foods, illnesses, languages, firms."""

from __future__ import annotations

import re

from zhiji.memory.reading import english_lexicon
from zhiji.memory.reading.rarely import Rarely


def words(text: str) -> str:
    """A list of words as alternatives of a pattern, the longest first."""
    return "|".join(sorted((re.escape(one.strip()) for one in text.replace("\n", " ").split(",") if one.strip()), key=len, reverse=True))  # fmt: skip


MALE = "dad, daddy, da, father, pa, papa, grandad, granddad, grandpa, grandfather, brother, bro, son, nephew, uncle, husband, hubby, boyfriend, bf, fiancé, stepdad, stepfather, stepson, stepbrother, half brother, father-in-law, son-in-law, brother-in-law, godfather, godson, grandson, little boy"
FEMALE = "mum, mom, mam, mammy, mummy, mommy, mother, ma, mama, granny, grandma, gran, nan, nana, grandmother, sister, sis, daughter, niece, aunt, auntie, aunty, wife, missus, girlfriend, gf, fiancée, stepmum, stepmom, stepmother, stepdaughter, stepsister, half sister, mother-in-law, daughter-in-law, sister-in-law, godmother, goddaughter, granddaughter, little girl"
EITHER = "parents, folks, kids, kid, child, children, twins, partner, spouse, fiance, fiancee, cousin, sibling, siblings, in-laws, grandparents, grandkids, grandson, baby, toddler, ex, friend, best friend, mate, best mate, bestie, flatmate, roommate, housemate, neighbour, neighbor, colleague, coworker, co-worker, boss, manager, landlord, landlady, teacher, lodger, au pair, nanny"
KIN = words(", ".join((MALE, FEMALE, EITHER)))
_MALE = Rarely(rf"\b(?:{words(MALE)})s?$", re.I)
_FEMALE = Rarely(rf"\b(?:{words(FEMALE)})s?$", re.I)
ELDER = r"(?:(?:older|elder|eldest|oldest|younger|youngest|little|big|baby|twin|middle|late|great|step|half|dear|lovely|best|old|new|only|other|first|second|\d+[- ]?(?:yo|year[- ]old|month[- ]old)) ){0,2}"
LOVED = words(
    "wife, husband, girlfriend, boyfriend, gf, bf, fiancé, fiancée, fiance, fiancee, hubby, missus, spouse"
)
CHILDREN = words("son, daughter, kid, kids, sons, daughters, child, children, boy, girl, boys, girls, twins, toddler, baby, sister, sisters, brother, brothers, siblings, stepson, stepdaughter, nephew, niece, nephews, nieces, cousin, cousins, grandkids, grandson, granddaughter, grandchildren")  # fmt: skip

PETS = words(
    """dog, cat, puppy, kitten, pup, kitty, rabbit, bunny, hamster, guinea pig, ferret, parrot, budgie, canary, snake, python, gecko, lizard, iguana, tortoise, turtle, terrapin, goldfish, fish,
    hedgehog, rat, gerbil, chinchilla, horse, pony, donkey, goat, hen, chicken, duck, cockatoo, cockatiel, parakeet, axolotl, tarantula, bearded dragon, stick insect, labrador, lab, beagle, poodle,
    cockapoo, labradoodle, dachshund, sausage dog, corgi, spaniel, cocker spaniel, terrier, jack russell, border collie, collie, husky, german shepherd, greyhound, whippet, retriever, golden retriever, bulldog, pug,
    chihuahua, shih tzu, staffie, rescue dog, rescue cat, tabby, siamese, maine coon, ragdoll"""
)
PETS_MANY = rf"(?:{PETS}|puppies|mice|fishes|canaries|huskies|collies|bunnies|ponies|staffies|budgies)s?"

FOODS = words(
    """nuts, peanuts, peanut, nut, tree nuts, walnuts, hazelnuts, almonds, cashews, pistachios, pecans, sesame, soy, soya, shellfish, prawns, prawn, shrimp, shrimps, crab, lobster, mussels, oysters, clams, squid, octopus, fish, salmon, tuna, cod,
    anchovies, seafood, milk, dairy, lactose, cheese, blue cheese, butter, cream, yoghurt, yogurt, ice cream, eggs, egg, gluten, wheat, bread, pasta, rice, noodles, oats, corn, meat, red meat, pork, beef, lamb, chicken, turkey, duck, bacon, ham, sausages, veal, offal, liver, gelatine,
    veg, vegetables, fruit, onion, onions, garlic, leeks, mushrooms, mushroom, tomatoes, tomato, peppers, aubergine, eggplant, courgette, broccoli, cauliflower, cabbage, kale, spinach, lettuce, cucumber, celery, carrots, beetroot, beans, lentils, chickpeas, peas, tofu, avocado, avocados, olives, coriander, cilantro, parsley,
    mint, basil, ginger, chilli, chillies, chili, spice, spicy food, spicy, curry, mustard, mayo, vinegar, ketchup, marmite, sugar, sweets, candy, chocolate, dark chocolate, cake, cakes, desserts, honey, coconut, banana, bananas, strawberries, strawberry, kiwi, kiwis, mango, mangoes, pineapple, apples, apple, pears, peaches, cherries, grapes, raisins, citrus,
    lemon, lemons, oranges, grapefruit, melon, watermelon, berries, liquorice, coffee, tea, green tea, caffeine, alcohol, wine, red wine, white wine, beer, gin, whisky, whiskey, vodka, cider, booze, fizzy drinks, soda, coke, energy drinks, carbs, processed food, fast food, fried food, raw fish, sushi, ramen, pizza, animal products, sulphites, sulfites, msg, food colouring, nightshades, potatoes, sweet potatoes, yeast, buckwheat, lupin, quorn,"""
    + english_lexicon.MORE_FOODS
)
ALLERGENS = rf"(?:{FOODS}|{words('cats, dogs, cat hair, dog hair, cat, dog, horses, animal fur, fur, feathers, dust, dust mites, mould, mold, pollen, grass, grass pollen, birch, hay, ragweed, bees, bee stings, wasps, wasp stings, insect bites, penicillin, amoxicillin, aspirin, ibuprofen, paracetamol, antibiotics, codeine, morphine, sulfa, latex, nickel, plasters, sunscreen, perfume, wool, iodine, bleach, hair dye, strip lights, down, lilies, mosquito bites')})"

ILLNESSES = words(
    """diabetes, type 1 diabetes, type 2 diabetes, asthma, eczema, psoriasis, hay fever, epilepsy, migraine, migraines, arthritis, osteoarthritis, rheumatoid arthritis, osteoporosis, anaemia, anemia, high blood pressure, low blood pressure, hypertension, high cholesterol, heart disease,
    heart condition, heart murmur, arrhythmia, angina, a heart attack, heart attack, stroke, a stroke, cancer, breast cancer, skin cancer, leukaemia, leukemia, lymphoma, tumour, tumor, ulcer, ulcers, stomach ulcer, crohn's, crohns, colitis, ulcerative colitis, ibs, ibd, coeliac, celiac, coeliac disease, celiac disease, reflux, acid reflux,
    gastritis, gallstones, kidney stones, kidney stone, appendicitis, hernia, endometriosis, pcos, fibroids, fibromyalgia, lupus, ms, multiple sclerosis, parkinson's, parkinsons, alzheimer's, dementia, adhd, add, autism, ocd, ptsd, depression, anxiety, bipolar, insomnia, sleep apnoea, sleep apnea, narcolepsy, tinnitus, vertigo,
    scoliosis, sciatica, slipped disc, a slipped disc, herniated disc, carpal tunnel, tendonitis, tendinitis, plantar fasciitis, frozen shoulder, tennis elbow, whiplash, concussion, a concussion, fracture, pneumonia, bronchitis, tonsillitis, sinusitis, laryngitis, flu, the flu, covid, norovirus, food poisoning, gastroenteritis, chickenpox,
    chicken pox, shingles, measles, mumps, scarlet fever, whooping cough, glandular fever, mono, lyme, lyme disease, malaria, dengue, hepatitis, hiv, tuberculosis, tb, meningitis, sepsis, uti, a uti, ear infection, an ear infection, chest infection, a chest infection, kidney infection, eye infection, conjunctivitis, cataracts, glaucoma,
    hypothyroidism, hyperthyroidism, thyroid, underactive thyroid, overactive thyroid, hashimoto's, gout, varicose veins, haemorrhoids, hemorrhoids, rosacea, acne, hives, gestational diabetes, pre-eclampsia, long covid, chronic fatigue, me/cfs, vitamin d deficiency, iron deficiency, torn meniscus, torn acl, acl tear, herpes, strep, strep throat, dyslexia, dyspraxia, colour blindness, bad back, bad knee, bad knees, bad hip, dodgy knee, dodgy back, fever, a fever, rsi, a cold, nut allergy,"""
    + english_lexicon.MORE_ILLNESSES
)
MEDICINES = words(english_lexicon.MEDICINES)
CONDITIONS = words("diabetic, type 1 diabetic, type 2 diabetic, asthmatic, coeliac, celiac, epileptic, anaemic, anemic, dyslexic, dyspraxic, autistic, colour blind, colour-blind, color blind, colorblind, short-sighted, shortsighted, deaf in one ear, deaf, blind, pregnant, bipolar, neurodivergent, prediabetic, pre-diabetic, immunocompromised, hypermobile, lactose intolerant, covid positive, on crutches, in a cast, in remission, on insulin, on antibiotics, on antidepressants, on beta blockers, on blood thinners, on statins, insulin dependent, haemophiliac, wheelchair bound, in a wheelchair, hard of hearing, left-handed")  # fmt: skip
BODY = words("arm, leg, ankle, wrist, foot, toe, big toe, finger, thumb, hand, elbow, shoulder, collarbone, collar bone, rib, ribs, nose, jaw, hip, knee, back, neck, skull, kneecap, hamstring, calf, achilles, acl, meniscus, rotator cuff, ligament, tendon, pelvis, shin, tooth, heel, femur, tibia, groin")  # fmt: skip

LANGUAGES = words("english, spanish, french, german, italian, portuguese, brazilian portuguese, dutch, flemish, swedish, norwegian, danish, finnish, icelandic, polish, czech, slovak, hungarian, romanian, bulgarian, serbian, croatian, slovenian, ukrainian, russian, belarusian, greek, turkish, arabic, hebrew, persian, farsi, urdu, hindi, punjabi, bengali, gujarati, tamil, telugu, malayalam, kannada, marathi, nepali, sinhala, thai, vietnamese, khmer, lao, burmese, malay, indonesian, bahasa, tagalog, filipino, mandarin, mandarin chinese, cantonese, chinese, shanghainese, hokkien, taiwanese, japanese, korean, mongolian, tibetan, kazakh, uzbek, georgian, armenian, azeri, albanian, macedonian, estonian, latvian, lithuanian, irish, gaelic, scottish gaelic, welsh, breton, basque, catalan, galician, maltese, luxembourgish, swiss german, swahili, zulu, xhosa, afrikaans, amharic, somali, yoruba, igbo, hausa, twi, wolof, quechua, esperanto, latin, sign language, bsl, asl")  # fmt: skip

FIRMS = words("google, amazon, apple, microsoft, meta, facebook, netflix, ibm, intel, oracle, sap, siemens, bosch, bmw, audi, vw, volkswagen, mercedes, daimler, porsche, toyota, honda, sony, samsung, huawei, tencent, alibaba, bytedance, tiktok, uber, lyft, airbnb, spotify, stripe, paypal, revolut, monzo, klarna, shopify, salesforce, adobe, nvidia, amd, tesla, spacex, ford, boeing, airbus, rolls royce, dyson, shell, bp, total, unilever, nestle, p&g, pfizer, gsk, astrazeneca, roche, novartis, bayer, basf, deloitte, kpmg, pwc, ey, mckinsey, bcg, bain, accenture, capgemini, goldman sachs, jp morgan, morgan stanley, barclays, hsbc, lloyds, natwest, santander, ubs, deutsche bank, ikea, lidl, aldi, tesco, sainsburys, sainsbury's, waitrose, asda, m&s, boots, costa, starbucks, mcdonalds, mcdonald's, greggs, walmart, target, costco, ups, dhl, fedex, royal mail, the bbc, bbc, cnn, the nhs, nhs, the council, ryanair, easyjet, lufthansa, british airways, klm, vodafone, bt, o2, zalando, asos, nike, adidas, h&m, zara, lego, disney, pixar, nintendo, ubisoft, ea, openai")  # fmt: skip

# Not the names of people though they begin a sentence with a capital.
_NOT_NAMES = frozenset(
    words(
        """the, a, an, this, that, these, those, there, here, it, its, he, she, they, we, you, i, my, your, our, his, her, their, what, who, when, where, why, how, which, and, but, or, so, if, because, as, at, in, on, of, for, to, from, with, by, about, not, no, yes, yeah, yep, nope, ok, okay, oh, ah, wow, hey,
        hi, hello, thanks, thank, sorry, please, just, also, still, now, then, today, tomorrow, yesterday, tonight, morning, evening, dinner, lunch, breakfast, work, home, life, love, time, everyone, everybody, someone, somebody, anyone, nobody, everything, something, nothing, anything, one, two, three, all, some, any, many, most, people, kids,
        got, get, getting, going, gone, been, being, was, were, is, are, am, do, does, did, have, has, had, can, could, will, would, should, might, may, must, let, see, say, said, tell, told, think, know, want, need, make, made, take, took, come, came, give, gave, look, looks, sounds, seems, feel, feels, good, great, nice, bad, best,
        better, well, really, very, too, maybe, perhaps, probably, actually, honestly, apparently, finally, anyway, btw, fyi, lol, haha, omg, god, jesus, christ, monday, tuesday, wednesday, thursday, friday, saturday, sunday, january, february, march, april, may, june, july, august, september, october, november, december, christmas, easter,
        last, next, first, new, old, same, other, another, more, less, much, such, only, even, ever, never, always, sometimes, once, again, after, before, while, until, since, during, food, weather, traffic, rent, rain, coffee, tea, music, game, match, film, movie, news, update, reminder, question, answer, sugar, dog, cat, mum, mom, dad, gran,
        nan, grandma, grandpa, mummy, daddy, auntie, school, train, bus, car, house, flat, room, kitchen, wifi, password, code, boiler, key, keys, police, nhs, english, french, german, spanish, chinese, japanese, polish, italian, london, google, amazon, covid, happy, merry, speaking, living, working, moved, started, moving, starting, staying, back, both, each, neither, either, every, whatever, whoever, though, although, however, turns, guess, remember, congrats, cheers, mate, dude, bro, man, guys, girl, boy, baby, doctor, dentist, vet, landlord, boss, hope, wish, trying, waiting, looking, feeling, thinking, call, text, email, send, bring, buy, pick, meet, join, welcome, cool, sure, right, exactly, true, fair, poor, lucky, hate, like, watching, reading, listening, studying, learning, travel, travelling, married, moreover, furthermore, besides, meanwhile, therefore, instead, otherwise, indeed, plus, later, soon, often, looky, hiya, darling, honey, buddy, greetings, waves, mud, surname, single, allergic, vegan, vegetarian, uncle, aunt, sister, brother, son, daughter, wife, husband"""
    )
    .replace("\\", "")
    .split("|")
)


_LANGUAGE = re.compile(rf"(?:{LANGUAGES})$", re.I)


# Sally and Molly are names, "Recently" is none.
_ADVERB = re.compile(
    r"(?!(?:sal|mol|hol|pol|dol|bil|wil|kel|emi|li|car|kimber|bever|shel|nel|el|rei|i|ju|ita|fe?l)ly$)\w+ly$",
    re.I,
)


def may_be_name(word: str) -> bool:
    """Whether a capitalised word may be somebody's name."""
    return (
        word[:1].isupper()
        and word.casefold() not in _NOT_NAMES
        and not _LANGUAGE.match(word)
        and not _ADVERB.match(word)
        and len(word) > 1
        and not word.isupper()
    )


def sex_of(tie: str) -> str:
    """Gives "he", "she", or "" for a word of kin that tells it."""
    return "he" if _MALE.search(tie) else "she" if _FEMALE.search(tie) else ""
