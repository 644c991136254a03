import type { Topic } from './framework.ts';

/**
 * Words and phrases that tell what a talk is about: English, German, French, Spanish, Portuguese, Italian, Russian,
 * Japanese, Chinese. `sure` ones are enough alone, of `hints` it takes two. `*` stands for any ending of a single word.
 */
export interface TopicWords {
  sure: string;
  hints: string;
}

export const topicWords: Record<Topic, TopicWords> = {
  support: {
    sure: `
      sad, depress*, lonely, loneliness, so alone, feel alone, anxious, anxiety, panic attack, panic attacks, crying, cried, cry, heartbroken,
      broke up with, overwhelm*, hopeless, worthless, burned out, burnt out, grief, grieving, passed away, i miss him,
      i miss her, can't cope, cannot cope, can't go on, feel awful, feel terrible, feel horrible, feeling down, feel down,
      feel so lost, hate myself, hurt myself, kill myself, bad day, terrible day, awful day, need to vent, just need someone,
      traurig*, depressiv*, einsam*, ganz allein, so allein, angstzustande, panikattacke*, weine, geweint, verzweifel*,
      uberforder*, hoffnungslos, liebeskummer, schluss gemacht, gestorben, geht es schlecht, geht's schlecht, kann nicht mehr,
      triste, deprime*, me sens seul, me sens seule, suis seul, suis seule, angoiss*, je pleure, pleurer, desespere*, deborde, je n'en peux plus, rupture, mal au coeur,
      deprimid*, me siento solo, me siento sola, me siento mal, ansiedad, llorar, llorando, desesperad*, agobiad*,
      sozinh*, ansiedade, chorando, chorar, desesperad*, sobrecarregad*, me sinto mal, estou mal,
      depress*, mi sento solo, mi sento sola, ansia, piangere, piango, disperat*, sopraffatt*, sto male,
      грустно, грущу, одинок*, депресси*, тревожно, плачу, плакал*, отчаян*, мне плохо, не могу больше, умер, умерла,
      悲しい, 寂しい, 淋しい, つらい, 辛い, 泣い, 落ち込, 不安, 死にたい, 难过, 難過, 孤独, 孤獨, 伤心, 傷心, 焦虑, 抑郁, 想哭, 崩溃`,
    hints: `
      hurt, hurts, afraid, worried, worry, scared, tired, exhausted, stressed, upset, lost, alone, miss, vent, struggling, hard time,
      feel, feeling, felt, ashamed, angst, mude, erschopft, gestresst, sorge*, fuhle, verletzt, peur, fatigue*, inquiet*, stresse*,
      miedo, cansad*, preocupad*, estresad*, medo, preocupad*, paura, stanc*, preoccupat*, страшно, устал*, больно, боюсь,
      疲れ, 怖い, 心配, 好累, 害怕, 担心`,
  },
  creative: {
    sure: `
      brainstorm*, write a story, write a poem, write me a, tell me a story, short story, make up a, come up with, story ideas,
      plot twist, world building, worldbuilding, write a song, character ideas, imagine a, invent a, let's write,
      gedicht*, kurzgeschichte, erfinde, denk dir, geschichte schreiben, schreib eine, schreib mir, erzahl mir eine geschichte,
      ecris un poeme, ecris une histoire, invente, raconte une histoire, imagine une, imagine un,
      escribe un, escribe una, inventa, poema, cuentame un cuento, imagina un, imagina una, escreva um, escreva uma, invente,
      conta uma historia, scrivi un, scrivi una, inventa*, raccontami una storia,
      придумай, сочини, напиши рассказ, напиши стих, напиши стихотворение, 小説, 物語を, 詩を, アイデア, 创作, 写一首, 写一个故事, 编一个`,
    hints: `
      story, poem, song, lyrics, draw, drawing, paint, painting, design, compose, idea, ideas, imagine, invent, create, novel, plot,
      what if, scene, geschichte*, idee, ideen, malen, zeichne*, entwerfe*, histoire, poeme, dessin*, idee*, historia, dibuj*,
      idea*, desenh*, historia, disegn*, storia, рассказ, стих*, рисова*, 描い, 画一`,
  },
  analytical: {
    sure: `
      calculate, equation*, algorithm*, debug*, stack trace, stacktrace, compile*, python, javascript, typescript, regex*, sql, function that,
      prove that, how does it work, how do i fix, how do i install, explain how, explain why, step by step, analy*, statistic*,
      error message, berechne*, gleichung*, wie funktioniert, erklar mir, erklare mir, fehlermeldung, schritt fur schritt,
      calcule*, comment fonctionne, explique-moi, explique moi, etape par etape, calcula, ecuacion*, como funciona, explicame,
      paso a paso, calcule, equacao, explique, passo a passo, calcola, equazion*, come funziona, spiegami, passo per passo,
      посчитай, вычисли*, уравнени*, как работает, объясни, алгоритм*, 計算, 方程式, 説明して, プログラム, 计算, 方程, 解释, 代码, 算法`,
    hints: `
      math, maths, code, coding, program*, compute, logic, logical, solve, bug, error, explain, reason, data, percent, formula,
      how does, how do, why is, why does, difference between, rechne*, warum, erklar*, unterschied, fehler, pourquoi, erreur,
      difference, porque, por que, diferencia, erro, errore, perche, почему, ошибк*, なぜ, 为什么`,
  },
  playful: {
    sure: `
      tell me a joke, knock knock, truth or dare, would you rather, let's play, play a game, dad joke, make me laugh, i'm bored,
      im bored, so bored, entertain me, rock paper scissors, witz, witze, mir ist langweilig, lass uns spielen, wahrheit oder pflicht,
      blague*, je m'ennuie, jouons, on joue, chiste*, me aburro, juguemos, piada*, estou entediado, estou entediada, vamos jogar, barzelletta,
      mi annoio, giochiamo, анекдот*, мне скучно, давай поиграем, 冗談, しりとり, 暇だ, 笑话, 讲个笑话, 好无聊, 玩游戏`,
    hints: `
      joke, jokes, funny, fun, game, games, silly, meme, memes, lol, lmao, rofl, haha*, hehe*, bored, play, prank*, pun, puns,
      lustig, spiel, spiele*, langweilig, drole, jeu, jouer, mdr, gracios*, juego*, jaja*, divertid*, jogo, kkkk*, engracad*,
      gioco, divertente, ahah*, смешно, игра, хаха*, ахах*, 面白, ゲーム, 哈哈*, 游戏`,
  },
  debate: {
    sure: `
      i disagree, you're wrong, you are wrong, that's wrong, that is wrong, prove it, change my mind, convince me, unpopular opinion,
      devil's advocate, debate, counterargument*, your argument, let's argue, hot take, das stimmt nicht, du hast unrecht,
      da widerspreche, uberzeug mich, beweis es, diskutieren wir, je ne suis pas d'accord, tu as tort, c'est faux, prouve-le,
      no estoy de acuerdo, te equivocas, demuestralo, convenceme, discordo, voce esta errado, prove isso, non sono d'accordo,
      hai torto, ti sbagli, dimostralo, не согласен, не согласна, ты неправ, ты неправа, докажи, поспорим, 反対です, それは違う, 議論, 我不同意, 你错了, 辩论`,
    hints: `
      disagree, argue, argument*, wrong, false, opinion*, convince, evidence, proof, biased, nonsense, fallacy, claim*, overrated,
      underrated, meinung*, falsch, beweis*, unsinn, opinion, preuve*, faux, opinion*, pruebas, falso, opiniao, provas, opinione,
      prove, мнени*, неправда, доказательств*, 意見, 証拠, 观点, 证据`,
  },
};
