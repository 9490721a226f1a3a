import type { DangerRule } from './rule.ts';

/** English. Words stand whole; text is lower case with curly quotes made straight. */
export const ENGLISH: readonly DangerRule[] = [
  {
    kind: 'fire',
    says: "\\b(?:on fire|caught fire|house fire|there(?:'s| is) (?:a )?(?:big )?(?:fire|smoke)|fire!|flames?|burning (?:down|smell)|(?:filling with|full of) smoke|smoke (?:is )?(?:coming|filling|everywhere|pouring)|black smoke|thick smoke|smells? (?:of )?(?:smoke|burning)|smelling smoke|explosion|exploded)\\b",
  },
  { kind: 'fire', says: '\\bfire\\b', weak: true },
  {
    kind: 'gas',
    says: '\\b(?:gas (?:is )?leak\\w*|leaking gas|smell(?:s|ing)? (?:of |like )?gas|gas smell|rotten eggs?|carbon monoxide|co (?:alarm|poisoning)|chemical (?:leak|spill|smell)|fumes)\\b',
  },
  {
    kind: 'medical',
    says: "\\b(?:unconscious|pass(?:ed|ing) out|faint(?:ed|ing)|collapsed|(?:not|isn't|stopped|can't|cannot|can not|hard to|trouble|difficulty) breath\\w*|(?:won't|wont|will not|doesn't|can't) wake|unresponsive|not responding|not moving|bleeding|blood everywhere|heart attack|cardiac|stroke|chest pains?|choking|seizures?|convuls\\w+|overdosed?|allergic reaction|anaphyla\\w+|water broke|in labou?r|snake ?bit\\w*|electrocuted|badly (?:hurt|burn\\w+)|broken (?:leg|arm|bone)s?|severely|dying|save (?:me|him|her|us)|call an ambulance|need an ambulance|(?:got|is|are|someone|somebody|people|he|she|was) (?:badly |seriously )?(?:hurt|injured|stabbed|shot|run over|hit by)|swallowed|fell (?:down )?and (?:can't|cannot|won't|isn't)|(?:man|woman|person|someone|somebody|boy|girl|kid|child|guy|lady) (?:is |was )?(?:lying|laying|collapsed|down|on the ground|unmoving))\\b|\\bhelp me(?: please)?\\W*$|^help\\W*$|please help\\W*$",
  },
  {
    kind: 'medical',
    says: '\\b(?:injur\\w+|ambulance|car (?:crash|accident)|accident)\\b',
    weak: true,
  },
  {
    kind: 'rescue',
    says: "\\b(?:trapped|people inside|stuck (?:in|inside|under)|can't get out|cannot get out|buried|locked in (?:a |the )?(?:car|elevator|lift|room)|lost (?:in|on) the (?:mountains?|woods|forest|hills?|trail)|(?:i|he|she|someone|somebody|man|woman|child|kid|worker|friend|mother|father|people|person|boy|girl|baby)\\b.{0,15}\\bfell)\\b",
  },
  {
    kind: 'water',
    says: '\\b(?:drown\\w*|swept away|fell in(?:to)? the (?:water|river|sea|harbou?r|canal)|water (?:is )?(?:rising|coming in\\w*|entering|pouring|up to)|flood(?:ed|ing)? (?:in|into|inside|my|our|the) (?:house|home|apartment|basement|car|room)?|house is flood\\w+|landslide|mudslide|tsunami)\\b',
  },
  {
    kind: 'electric',
    says: '\\b(?:(?:power ?lines?|electric\\w* (?:wires?|cables?|poles?)|wires?|cables?|transformer|outlet)\\b.{0,25}\\b(?:down|fell|fallen|spark\\w*|hanging|smok\\w+|broken|snapped|burn\\w+)|sparks?|electric shock)\\b',
  },
  {
    kind: 'structure',
    says: '\\b(?:(?:bridge|building|wall|ceiling|roof|road|house|scaffold\\w*|crane|sign|balcony)\\b.{0,25}\\b(?:crack\\w*|collaps\\w*|falling|shak\\w+|tilting|leaning|caving|sinking)|sinkhole|collaps(?:ed|ing))\\b',
  },
  {
    kind: 'poison',
    says: '\\b(?:poison\\w*|(?:many|several|lots of|all) (?:people|students|kids|guests|of us)\\b.{0,30}\\b(?:vomit\\w*|sick|throwing up|diarrh\\w+))\\b',
  },
  {
    kind: 'crime',
    says: "\\b(?:gun(?:man|shots?)?|shooting|shooter|knife|stabb\\w+|rob(?:bed|bery|bing)|burglar\\w*|break(?:ing)? in(?:to)?|broke into|intruder|kidnap\\w*|hostage|bomb|murder\\w*|follow(?:ing|ed|s) me|stalk\\w*|chasing me|(?:tried|trying) to (?:grab|take|kidnap)|grabbed (?:me|my)|threaten\\w*|someone is (?:in|outside|at) my|won't leave my|drunk driv\\w+|suspicious (?:package|bag|man|person))\\b",
  },
  {
    kind: 'violence',
    says: '\\b(?:(?:hit|hits|hitting|beat|beats|beating|beaten|kick\\w*|punch\\w*|chok\\w+|strangl\\w+|hurt|hurts|hurting) (?:me|my|her|him|his wife|the child|the kid|a child|up)|domestic (?:violence|abuse)|abus(?:ed?|ing|ive)|rap(?:e|ed|ing)|molest\\w*|sexual(?:ly)? (?:assault\\w*|abus\\w*|harass\\w*)|assaulted|being beaten|screaming|locked me)\\b',
  },
  {
    kind: 'suicide',
    says: "\\b(?:kill(?:ing)? (?:myself|himself|herself|themselves)|suicid\\w+|want to die|wanna die|end (?:my|it all|her|his) ?(?:life)?|don't want to live|do not want to live|no reason to live|better off dead|hurt myself|self.?harm\\w*|cut(?:ting)? (?:myself|my wrists?)|about to jump|going to jump|jump off|wants to jump|took .{0,24}pills?|don't want to be (?:here|alive)|can't go on)\\b",
  },
  {
    kind: 'missing',
    says: "\\b(?:(?:child|kid|son|daughter|baby|boy|girl|grand\\w+|mother|father|mom|dad|wife|husband)\\b.{0,20}\\b(?:missing|disappeared|is lost|is gone|got lost|wandered|kidnapped|hasn't come home)|(?:missing|lost|can't find|cannot find) (?:a |my |our |his |her )?(?:\\w+ )?(?:child|kid|son|daughter|baby|boy|girl|grand\\w+|mother|father|mom|dad))\\b",
  },
];

/** Vietnamese, Indonesian and Tagalog without their marks: people type them so. */
export const LATIN: readonly DangerRule[] = [
  {
    kind: 'fire',
    says: '\\b(?:chay nha|dang chay|bi chay|chay roi|co chay|hoa hoan|khoi den|nhieu khoi|boc chay|phat no|kebakaran|terbakar|ada api|asap (?:tebal|hitam|banyak)|meledak|ledakan|sunog|nasusunog)\\b',
  },
  {
    kind: 'gas',
    says: '\\b(?:ro ri|ro khi|ri gas|mui gas|mui khi ga|gas bocor|bocor gas|kebocoran gas|bau gas)\\b',
  },
  {
    kind: 'medical',
    says: '\\b(?:cuu (?:toi|voi|mang|nguoi)|cap cuu|bat tinh|ngat xiu|bi ngat|khong tho|kho tho|chay mau|mau chay|bi thuong|tai nan|dau nguc|dot quy|co giat|xe cuu thuong|goi khong (?:day|tinh)|tolong cepat|tolong (?:saya|kami)(?=\\W*$)|pingsan|tidak sadar|tak sadar|tidak bern[ae]fas|tidak bernapas|sesak na[pf]as|berdarah|pendarahan|terluka|luka parah|kecelakaan|tabrakan|serangan jantung|kejang|ambulans|saklolo|tulungan|dumudugo)\\b',
  },
  {
    kind: 'rescue',
    says: '\\b(?:mac ket|bi ket|ket trong|lac tren nui|lac trong rung|terjebak|terperangkap|terkurung|tersesat di (?:gunung|hutan))\\b',
  },
  {
    kind: 'water',
    says: '\\b(?:duoi nuoc|chet duoi|nuoc dang|nuoc (?:ngap|tran|vao) (?:vao )?nha|ngap nha|bi cuon troi|sat lo|tenggelam|hanyut|banjir (?:masuk|di) (?:ke )?(?:dalam )?rumah|air (?:masuk|naik)|longsor)\\b',
  },
  {
    kind: 'electric',
    says: '\\b(?:day dien (?:dut|roi|bi dut|xuong|dang)|dien giat|ro dien|kabel listrik (?:putus|jatuh|terbakar)|kesetrum|tersengat listrik)\\b',
  },
  {
    kind: 'structure',
    says: '\\b(?:sap nha|nha sap|cau (?:bi )?(?:nut|sap)|bi sap|runtuh|roboh|ambruk|jembatan retak)\\b',
  },
  { kind: 'poison', says: '\\b(?:ngo doc|bi doc|keracunan)\\b' },
  {
    kind: 'crime',
    says: '\\b(?:cuop|giet nguoi|co dao|cam dao|co sung|cam sung|theo doi toi|di theo toi|bat coc|dot nhap|perampok\\w*|dirampok|pembunuh\\w*|(?:bawa|membawa|pegang) (?:pisau|senjata|golok)|pistol|penculik\\w*|diculik|(?:mengikuti|membuntuti) saya|diikuti|dibuntuti|maling|pencuri)\\b',
  },
  {
    kind: 'violence',
    says: '\\b(?:danh (?:toi|dap|con|vo)|bi danh|bao hanh|hiep dam|cuong hiep|quay roi tinh duc|dipukul\\w*|memukul\\w*|memukuli|kdrt|kekerasan|diperkosa|perkosaan|pelecehan|disiksa|dianiaya|binubugbog|sinasaktan)\\b',
  },
  {
    kind: 'suicide',
    says: '\\b(?:tu tu|tu sat|muon chet|khong muon song|bunuh diri|ingin mati|mau mati|tidak ingin hidup|akhiri hidup|magpakamatay)\\b',
  },
  {
    kind: 'missing',
    says: '\\b(?:(?:con|be|chau|me|bo) .{0,12}(?:mat tich|bi lac|di lac)|mat tich|lac con|mat con|anak (?:saya |kami )?hilang|hilang anak|anak .{0,14}hilang|nawawala)\\b',
  },
];

/** Thai and Japanese, which write without spaces. */
export const UNSPACED: readonly DangerRule[] = [
  { kind: 'fire', says: 'ไฟไหม้|ไฟลุก|เพลิงไหม้|ควันไฟ|ควันดำ|ควันเยอะ|ระเบิด|火事|火が出|煙が出' },
  { kind: 'gas', says: 'แก๊สรั่ว|ก๊าซรั่ว|กลิ่นแก๊ส|กลิ่นก๊าซ|แก๊ซรั่ว|ガス漏れ|ガス臭' },
  {
    kind: 'medical',
    says: 'ช่วยด้วย|ช่วยชีวิต|หมดสติ|ไม่รู้สึกตัว|ปลุกไม่ตื่น|เป็นลม|ไม่หายใจ|หายใจไม่ออก|เลือดออก|เลือดไหล|บาดเจ็บ|อุบัติเหตุ|รถชน|เจ็บหน้าอก|หัวใจวาย|ชัก|รถพยาบาล|助けて|救急車|意識がない|倒れて',
  },
  { kind: 'rescue', says: 'ติดอยู่ใน|ติดลิฟต์|ติดในลิฟต์|ออกไม่ได้|หลงป่า|閉じ込め' },
  { kind: 'water', says: 'จมน้ำ|น้ำท่วมบ้าน|น้ำเข้าบ้าน|น้ำขึ้นสูง|ดินถล่ม|溺れ' },
  { kind: 'electric', says: 'สายไฟขาด|สายไฟตก|สายไฟหล่น|ไฟช็อต|ไฟดูด|ไฟรั่ว' },
  { kind: 'structure', says: 'ตึกถล่ม|บ้านถล่ม|สะพานร้าว|สะพานถล่ม|พังถล่ม' },
  { kind: 'poison', says: 'อาหารเป็นพิษ|โดนพิษ|กินยาพิษ' },
  {
    kind: 'crime',
    says: 'ถูกปล้น|โดนปล้น|โจร|ถือมีด|มีมีด|ถือปืน|มีปืน|ยิงกัน|ฆ่าคน|ตามฉัน|ตามผม|เดินตาม|สะกดรอย|ลักพาตัว|งัดบ้าน|強盗|殺され|つけられ',
  },
  { kind: 'violence', says: 'ทำร้าย|ตีฉัน|ตีผม|ทุบตี|โดนตี|ถูกตี|ข่มขืน|ลวนลาม|ล่วงละเมิด|暴力|殴られ' },
  { kind: 'suicide', says: 'ฆ่าตัวตาย|อยากตาย|ไม่อยากมีชีวิต|ไม่อยากอยู่|死にたい|自殺' },
  { kind: 'missing', says: 'ลูกหาย|เด็กหาย|หายตัวไป|พลัดหลง|迷子' },
];
