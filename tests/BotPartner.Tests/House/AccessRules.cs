using BotPartner.Core.Chat;
using BotPartner.Tests.Access;

namespace BotPartner.Tests.House;

/// <summary>Whatever can be asked for stands in the table of who may do what; and the page for secretariats says what the table says.</summary>
public sealed class AccessRules
{
    [Fact]
    public async Task Every_command_button_form_and_search_of_the_router_stands_in_the_table_and_nothing_else()
    {
        using var desk = (await World.Get()).Open();
        var router = desk.Router;
        Same("said", router.Commands.Select(c => c.Verb).Append("help"));
        Same("pressed", router.Actions);
        Same("sent", router.Forms);
        Same("sought", router.Searches.Select(s => s.Name));
        Same("visited", router.HasHome ? ["home"] : []);
    }

    [Fact]
    public void What_is_typed_in_the_table_is_understood_as_its_verb()
    {
        var verbs = Rights.All.SelectMany(d => d.Ways).Where(w => w.Kind == "said").Select(w => w.Name).Distinct().Select(v => new Route.Command(v, (_, _, _) => Task.FromResult(Reply.None)));
        var read = new Verbs(verbs, Desk.Texts);
        Assert.All(Rights.All.SelectMany(d => d.Ways).Where(w => w.Kind == "said"), w => Assert.Equal(w.Name, read.Match(w.Args)?.Command.Verb));
    }

    [Fact]
    public void The_page_of_who_may_what_says_what_the_table_says()
    {
        var file = Path.Combine(Source.Root, "docs", "who-may-what.md");
        var written = RightsPage.Write();
        var stands = File.Exists(file) && File.ReadAllText(file).ReplaceLineEndings("\n") == written;
        if (!stands && Environment.GetEnvironmentVariable("CI") != "true")
        {
            File.WriteAllText(file, written);
        }

        Assert.True(stands, "docs/who-may-what.md was not what the table says; outside CI it is now: look at it, and commit it");
    }

    private static void Same(string kind, IEnumerable<string> known) =>
        Assert.Equal(known.Distinct().Order(StringComparer.Ordinal), Rights.All.SelectMany(d => d.Ways).Where(w => w.Kind == kind).Select(w => w.Name).Distinct().Order(StringComparer.Ordinal));
}
