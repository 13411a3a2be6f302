package org.folkmoot.register.linking;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Short forms of given names that do not begin like the name itself. */
final class Nicknames {
  private static final Map<String, int[]> GROUPS = new HashMap<>();

  static {
    List<String> groups =
        List.of(
            "robert bob bobby rob",
            "william bill billy will gwilym",
            "richard dick rick ricky",
            "elizabeth liz lizzie beth betty bess eliza elsie libby lisa",
            "margaret peggy maggie meg megan greta marged",
            "katherine catherine kate katie kathy cathy kitty catrin",
            "edward ted teddy ned eddie",
            "henry harry hal",
            "john jack johnny ian ieuan sion",
            "james jim jimmy jamie",
            "anthony tony",
            "charles charlie chuck",
            "mary molly polly mair",
            "dorothy dot dolly",
            "sarah sally sadie",
            "ann anne annie nancy nan",
            "helen nell nelly ellen",
            "eleanor nell nora ellie",
            "theodore ted teddy",
            "alexander sandy alex alec alasdair",
            "alexandra sandra alex",
            "andrew drew andy",
            "george geordie",
            "joseph joe joey",
            "michael mike mick micky",
            "peter pete",
            "stephen steven steve",
            "thomas tom tommy twm",
            "david dave dai dafydd",
            "patricia pat trish tricia patsy",
            "patrick pat paddy",
            "susan sue suzy",
            "victoria vicky tori",
            "rebecca becky becca",
            "jennifer jenny jen",
            "frances fran fanny",
            "francis frank",
            "frederick fred freddie",
            "gerald gerry jerry",
            "laurence larry laurie",
            "lawrence larry laurie",
            "samuel samantha sam sammy",
            "daniel danielle dan danny",
            "benjamin ben benny",
            "christopher christian christine christina chris",
            "matthew matt",
            "nicholas nick nicky",
            "nicola nicky",
            "philip phil",
            "timothy tim",
            "gregory greg",
            "jonathan jon jonny",
            "joshua josh",
            "joanna joanne josephine jo",
            "kimberley kim",
            "pamela pam",
            "jacqueline jackie",
            "deborah debbie deb",
            "barbara barb babs",
            "caroline carol carrie",
            "charlotte lottie charlie",
            "isabel isabelle isabella bella izzy",
            "jessica jess jessie",
            "natalie nat",
            "olivia liv livvy",
            "abigail abi abby",
            "zachary zach zac",
            "raymond ray",
            "kenneth ken kenny",
            "leonard len lenny",
            "albert bert bertie",
            "arthur art",
            "walter wally walt",
            "valerie val",
            "geoffrey geoff",
            "jeffrey jeff",
            "ronald ron ronnie",
            "donald don",
            "mohammed muhammad mohamed mohammad muhammed mo");
    for (int i = 0; i < groups.size(); i++) {
      for (String name : groups.get(i).split(" ")) {
        int[] before = GROUPS.getOrDefault(name, new int[0]);
        int[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = i;
        GROUPS.put(name, after);
      }
    }
  }

  private Nicknames() {}

  static boolean together(String one, String other) {
    int[] groups = GROUPS.get(one);
    int[] others = groups == null ? null : GROUPS.get(other);
    if (others == null) {
      return false;
    }
    for (int group : groups) {
      for (int of : others) {
        if (group == of) {
          return true;
        }
      }
    }
    return false;
  }
}
