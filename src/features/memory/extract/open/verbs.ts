import { wordSet } from '../phrases.ts';

/** Verbs by what they say when somebody tells them of themself. */

/** What people do again and again: in the present it lasts, whatever they do it with. */
export const doings = wordSet`
  play sing dance draw paint sketch write blog stream compose produce photograph film edit design code program develop
  craft sew knit crochet embroider quilt weave spin carve whittle forge weld solder restore repair fix mend bake cook
  brew ferment pickle grill roast garden grow breed raise foster train ride drive fly sail row kayak surf ski skate
  skateboard snowboard climb hike jog swim cycle bike box fence wrestle fish hunt forage camp travel commute collect
  volunteer teach coach tutor mentor own rent share wear speak read translate interpret pray fast meditate practise
  practice study serve donate support perform act compete referee umpire moderate organise organize host sell juggle
  whistle dj busk dive scuba-dive freedive lift bowl golf curl skydive longboard rollerblade parkour drum beatbox rap
  build bind bottle distil decorate illustrate animate model sculpt tattoo farm keep drink eat smoke vape celebrate
  observe attend deliver clean manage lecture nurse mod subscribe boulder birdwatch shoot bellydance sleepwalk stutter
  stammer snore watch tend speedcube geocache listen roller-skate powerlift weightlift proofread cosplay larp deejay
  publish review stack freelance
`;

/** What happens once, or changes a life. */
export const happenings = wordSet`
  move relocate emigrate immigrate buy sell adopt rescue marry divorce graduate major minor study train retrain qualify
  switch convert quit stop start begin join leave found co-found open launch publish win lose break survive retire
  inherit name learn compete serve live work grow drop become meet donate undergo finish complete build run climb walk
  swim cycle teach play turn earn get have spend give take enrol enroll apprentice transfer swap trade recover pass tear
  write visit photograph see read translate
`;

/** What is of every day, or of the talk: it says nothing that lasts whenever it is told. */
export const everyday = wordSet`
  think guess know mean say tell ask hope wish want need feel look seem sound agree suppose bet swear wonder forget
  remember see hear try die kill respawn lag crash wait laugh cry vote love like hate believe figure notice realise
  realize mention type post ping join log load spawn click check find send reply answer call text miss wake fall come go
  do make let put set hit cut pay spill burn drop appreciate care mind doubt imagine understand suggest recommend promise
  vow deserve dare refuse worry fear sit stand lie stay eat drink watch listen smoke
`;

/** Known only so that their forms are: "doing yoga" is "do yoga". */
export const lightVerbs = wordSet`do go make take have get come use look try`;
