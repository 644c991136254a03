import { fold } from '../../../lib/fold.ts';
import { lazily } from '../../../lib/lazily.ts';
import { phrases } from './phrases.ts';

/** Cities that people live and work in, as English and German call them. */
const cities = phrases`
  Aachen, Aberdeen, Accra, Adelaide, Algiers, Almaty, Amman, Amsterdam, Ankara, Antwerp, Antwerpen, Athens, Athen
  Atlanta, Auckland, Augsburg, Austin, Baghdad, Baku, Baltimore, Bangalore, Bangkok, Barcelona, Basel, Beijing
  Peking, Beirut, Belfast, Belgrade, Belgrad, Bergen, Berlin, Bern, Bielefeld, Bilbao, Birmingham, Bochum, Bogotá
  Bologna, Bonn, Bordeaux, Boston, Bratislava, Braunschweig, Bremen, Brighton, Brisbane, Bristol, Brno, Bruges
  Brügge, Brussels, Brüssel, Bucharest, Bukarest, Budapest, Buenos Aires, Buffalo, Cairo, Kairo, Calgary
  Cambridge, Canberra, Cape Town, Kapstadt, Caracas, Cardiff, Casablanca, Chemnitz, Chennai, Chicago, Christchurch
  Cincinnati, Cleveland, Cologne, Köln, Copenhagen, Kopenhagen, Cork, Dallas, Damascus, Damaskus, Darmstadt, Delhi
  New Delhi, Denver, Detroit, Dhaka, Doha, Dortmund, Dresden, Dubai, Dublin, Dubrovnik, Duisburg, Düsseldorf
  Edinburgh, Edmonton, Eindhoven, Erfurt, Essen, Florence, Florenz, Frankfurt, Freiburg, Gdańsk, Danzig, Geneva
  Genf, Genoa, Genua, Ghent, Gent, Glasgow, Gothenburg, Göteborg, Göttingen, Granada, Graz, Groningen, Haifa
  Halifax, Halle, Hamburg, Hanoi, Hanover, Hannover, Harare, Havana, Havanna, Heidelberg, Helsinki
  Ho Chi Minh City, Hong Kong, Hongkong, Houston, Hyderabad, Indianapolis, Innsbruck, Istanbul, Jakarta, Jena
  Jerusalem, Johannesburg, Kabul, Karachi, Karlsruhe, Kassel, Kathmandu, Kiel, Klagenfurt, Kigali, Kraków, Krakow
  Krakau, Kuala Lumpur, Kyiv, Kiev, Kiew, Kyoto, Lagos, Lahore, Las Vegas, Lausanne, Leeds, Leicester, Leipzig
  Lille, Lima, Linz, Lisbon, Lissabon, Liverpool, Ljubljana, London, Los Angeles, Lübeck, Luzern, Lyon, Madrid
  Magdeburg, Mainz, Malmö, Manchester, Manila, Mannheim, Marrakesh, Marseille, Medellín, Melbourne, Memphis
  Mexico City, Miami, Milan, Mailand, Milwaukee, Minneapolis, Minsk, Montevideo, Montreal, Moscow, Moskau, Mumbai
  Munich, München, Münster, Nairobi, Nantes, Naples, Neapel, Nashville, Newcastle, New Orleans, New York, Nice
  Nizza, Nottingham, Nuremberg, Nürnberg, Oakland, Odesa, Oldenburg, Osaka, Oslo, Osnabrück, Ottawa, Oxford
  Palermo, Paris, Perth, Philadelphia, Phoenix, Pittsburgh, Porto, Portland, Potsdam, Prague, Prag, Pretoria
  Quebec, Quito, Regensburg, Reykjavik, Riga, Rio de Janeiro, Riyadh, Rome, Rom, Rostock, Rotterdam, Saarbrücken
  Salzburg, San Diego, San Francisco, San José, Santiago, São Paulo, Sao Paulo, Sarajevo, Seattle, Seoul, Seville
  Sevilla, Shanghai, Sheffield, Singapore, Singapur, Sofia, Split, Stavanger, Stockholm, Strasbourg, Straßburg
  Stuttgart, Sydney, Taipei, Tallinn, Tampere, Tashkent, Tbilisi, Tiflis, Tehran, Teheran, Tel Aviv, Thessaloniki
  Tirana, Tokyo, Tokio, Toronto, Toulouse, Tromsø, Trondheim, Tübingen, Tunis, Turin, Turku, Uppsala, Utrecht
  Valencia, Vancouver, Venice, Venedig, Verona, Vienna, Wien, Vilnius, Warsaw, Warschau, Washington, Wellington
  Winnipeg, Winterthur, Wrocław, Breslau, Wuppertal, Würzburg, Yerevan, York, Zagreb, Zurich, Zürich
`;
const countries = phrases`
  Afghanistan, Albania, Albanien, Algeria, Algerien, America, Amerika, Argentina, Argentinien, Armenia, Armenien
  Australia, Australien, Austria, Österreich, Bangladesh, Belarus, Belgium, Belgien, Bolivia, Bolivien, Bosnia
  Bosnien, Brazil, Brasilien, Bulgaria, Bulgarien, Cambodia, Kambodscha, Cameroon, Kamerun, Canada, Kanada, Chile
  China, Colombia, Kolumbien, Costa Rica, Croatia, Kroatien, Cuba, Kuba, Cyprus, Zypern, Czechia, Tschechien
  Denmark, Dänemark, Ecuador, Egypt, Ägypten, England, Estonia, Estland, Ethiopia, Äthiopien, Europe, Europa
  Finland, Finnland, France, Frankreich, Georgien, Germany, Deutschland, Ghana, Greece, Griechenland, Guatemala
  Hungary, Ungarn, Iceland, Island, India, Indien, Indonesia, Indonesien, Iran, Iraq, Irak, Ireland, Irland
  Israel, Italy, Italien, Jamaica, Jamaika, Japan, Kazakhstan, Kasachstan, Kenya, Kenia, Kosovo, Latvia, Lettland
  Lebanon, Libanon, Liechtenstein, Lithuania, Litauen, Luxembourg, Luxemburg, Malaysia, Malta, Mexico, Mexiko
  Moldova, Mongolia, Montenegro, Morocco, Marokko, Nepal, Netherlands, Niederlande, New Zealand, Neuseeland
  Nigeria, North Macedonia, Nordmazedonien, Norway, Norwegen, Pakistan, Panama, Peru, Philippines, Philippinen
  Poland, Polen, Portugal, Romania, Rumänien, Russia, Russland, Rwanda, Ruanda, Saudi Arabia, Scotland, Schottland
  Senegal, Serbia, Serbien, Slovakia, Slowakei, Slovenia, Slowenien, South Africa, Südafrika, South Korea
  Südkorea, Spain, Spanien, Sri Lanka, Sweden, Schweden, Switzerland, Schweiz, Taiwan, Tanzania, Thailand, Tunisia
  Tunesien, Türkei, Turkey, Uganda, UK, USA, Ukraine, Uruguay, Uzbekistan, Venezuela, Vietnam, Wales, Yemen
  Zambia, Zimbabwe
`;

const known = lazily(() => new Set([...cities.split('|'), ...countries.split('|')].map(fold)));

/** Whether words are the name of a large city or a country: nobody works "at" one. */
export function isKnownPlace(words: string): boolean {
  const plain = fold(words).replace(/^(?:the|der|die|das|den|dem) /, '');
  return known().has(plain.replace(/,.*$/, '')) || known().has(plain);
}
