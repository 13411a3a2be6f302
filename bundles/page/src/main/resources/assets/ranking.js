// Helps to rank candidates: the number fields of the paper stay as they are and are all that is
// sent. Nothing is sent by itself, nothing moves, and without this file the paper is complete.
(function () {
  "use strict";
  document.querySelectorAll("ol[data-ranking]").forEach(function (paper) {
    var words = paper.dataset;
    var fields = Array.prototype.slice.call(paper.querySelectorAll("input.paper__rank"));
    var live = document.createElement("p");
    live.className = "visually-hidden";
    live.setAttribute("role", "status");
    live.setAttribute("aria-live", "polite");
    paper.parentNode.insertBefore(live, paper.nextSibling);

    function nameOf(field) {
      return field.closest("li").dataset.name;
    }
    function rankOf(field) {
      var number = parseInt(field.value, 10);
      return number > 0 ? number : 0;
    }
    function ranked() {
      return fields.filter(rankOf).sort(function (one, other) {
        return rankOf(one) - rankOf(other);
      });
    }
    function fill(phrase, field) {
      return phrase.replace("%name", nameOf(field)).replace("%number", field.value);
    }
    // Numbers without gaps, in the order they have now.
    function close(order) {
      fields.forEach(function (field) { field.value = ""; });
      order.forEach(function (field, place) { field.value = String(place + 1); });
    }
    function say(text) {
      live.textContent = "";
      window.setTimeout(function () { live.textContent = text; }, 50);
    }
    function abstaining() {
      var box = document.getElementById(words.abstain);
      if (box) { box.checked = false; }
    }
    function refresh() {
      fields.forEach(function (field) {
        var rank = rankOf(field);
        var row = field.closest("li").querySelector(".paper__moves");
        row.querySelector("[data-move=next]").hidden = rank > 0;
        row.querySelector("[data-move=up]").hidden = rank < 2;
        row.querySelector("[data-move=down]").hidden = rank === 0 || rank >= ranked().length;
        row.querySelector("[data-move=clear]").hidden = rank === 0;
      });
    }
    function move(field, what) {
      var order = ranked();
      var place = order.indexOf(field);
      if (what === "next") {
        order.push(field);
        abstaining();
      } else if (what === "clear") {
        order.splice(place, 1);
      } else {
        var to = what === "up" ? place - 1 : place + 1;
        if (place < 0 || to < 0 || to >= order.length) { return; }
        order.splice(place, 1);
        order.splice(to, 0, field);
      }
      close(order);
      refresh();
      say(what === "clear" ? fill(words.cleared, field) : fill(words.ranked, field));
    }

    fields.forEach(function (field) {
      var row = document.createElement("div");
      row.className = "paper__moves";
      ["next", "up", "down", "clear"].forEach(function (what) {
        var button = document.createElement("button");
        button.type = "button";
        button.className = "button button--small";
        button.dataset.move = what;
        button.textContent = words[what];
        var whom = document.createElement("span");
        whom.className = "visually-hidden";
        whom.textContent = " " + nameOf(field);
        button.appendChild(whom);
        button.addEventListener("click", function () {
          move(field, what);
          if (button.hidden) { field.focus(); }
        });
        row.appendChild(button);
      });
      field.closest("li").appendChild(row);
      field.addEventListener("input", refresh);
    });
    refresh();
  });
})();
