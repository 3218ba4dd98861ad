using System.Globalization;
using System.Text;

namespace BotPartner.Tests.Access;

/// <summary>The table as secretariats read it.</summary>
internal static class RightsPage
{
    private static readonly Dictionary<Who, string> Words = new()
    {
        [Who.All] = "everybody",
        [Who.Readers] = "members, stewards; everybody else in a channel of the partnership",
        [Who.Belonging] = "members, stewards",
        [Who.Belonging | Who.Facilitator] = "members, stewards, facilitators",
        [Who.Members] = "members",
        [Who.Delegates] = "delegates",
        [Who.Stewards] = "stewards",
        [Who.FocalPoints | Who.Stewards] = "focal points, stewards",
    };

    private static string Numbers =>
        $"These are {Rights.All.Count} lines, {Rights.All.Sum(d => d.Ways.Length)} ways to ask and {Cast.Everybody.Count} kinds of people: {Rights.Cells.Count()} cells.";

    public static string Write()
    {
        var page = new StringBuilder("""
            # Who may do what

            This page is written from the table that the tests hold the program to: each line is tried with each kind of person, by command,
            button and form. NUMBERS

            - **Member**: somebody who was admitted to speak for a partner. Delegates and focal points are members, too.
            - **Delegate**: casts the partner’s vote. **Focal point**: answers for the partner. **Steward**: administers the partnership.
              **Facilitator**: guides tensions; need not belong to a partner.
            - Roles hold in one partnership, for one person. The same name or user id in another organisation or on another platform is somebody else,
              unless the accounts were linked with a code.
            - A role that was taken away does nothing any more from that moment, also on cards that were posted before.
            - Whoever may not is told so, and told who can. Nothing is changed, and nothing confidential is said.


            """.ReplaceLineEndings("\n").Replace("NUMBERS", Numbers, StringComparison.Ordinal));
        foreach (var area in Rights.All.GroupBy(d => d.Area))
        {
            page.Append(CultureInfo.InvariantCulture, $"## {area.Key}\n\n| What | Who | Command |\n|---|---|---|\n");
            foreach (var deed in area)
            {
                page.Append(CultureInfo.InvariantCulture, $"| {deed.What} | {deed.Said ?? Words[deed.May]} | {Commands(deed)} |\n");
            }

            page.Append('\n');
        }

        return page.ToString().TrimEnd() + "\n";
    }

    private static string Commands(Deed deed) =>
        string.Join(", ", deed.Ways.Where(w => w.Kind == "said").Select(w => $"`{Desk.Texts.Raw($"verb.{w.Name}", "en").Split('|')[0]}`").Distinct()) is { Length: > 0 } commands ? commands : "–";
}
