using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;

namespace BotPartner.Tests.Stories;

/// <summary>How people in stories carry a tension on, on either platform: always from the card in their own conversation.</summary>
internal static class Quarrel
{
    /// <summary>The card of the tension that somebody has.</summary>
    public static SlackMessage Card(Stage stage, SlackPerson person) => stage.Slack.Posts(person.Direct).Last(IsCard);

    /// <summary>The card of the tension that somebody has.</summary>
    public static TeamsMessage Card(Stage stage, TeamsPerson person) => stage.Teams.Messages(person.Chat).Last(m => m.From is null && IsCard(m));

    /// <summary>All that somebody was written in their own conversation.</summary>
    public static string Told(Stage stage, SlackPerson person) => string.Join("\n\n", stage.Slack.Posts(person.Direct).Select(m => m.Read()));

    /// <summary>All that somebody was written in their own conversation.</summary>
    public static string Told(Stage stage, TeamsPerson person) => string.Join("\n\n", stage.Teams.Messages(person.Chat).Where(m => m.From is null).Select(m => m.Read()));

    /// <summary>Somebody in Slack raises one, by the slash command in front of all.</summary>
    public static async Task Raises(Stage stage, SlackPerson person, string with, string what, string need, IReadOnlyDictionary<string, string>? more = null)
    {
        await person.Commands(stage.Slack.Partnership, "/conflict-protocol");
        var modal = person.Modal ?? throw new InvalidOperationException("No form was opened.");
        var form = new Dictionary<string, string> { ["with"] = Option(modal, with), ["what"] = what, ["need"] = need };
        foreach (var (field, value) in more ?? new Dictionary<string, string>())
        {
            form[field] = field == "person" ? Option(modal, value) : value;
        }

        await person.Submits(form);
        await person.Presses("Send it");
        await stage.Pass(2);
    }

    /// <summary>Somebody in Slack presses a button of their card, and says yes where they are asked once more.</summary>
    public static async Task Presses(Stage stage, SlackPerson person, string button, string? yes = null)
    {
        await person.Presses(Card(stage, person), button);
        await stage.Settle();
        if (yes is not null)
        {
            await person.Presses(Asked(stage, person, yes), yes);
        }

        await stage.Pass(2);
    }

    /// <summary>Somebody in Slack presses a button that opens a form, and sends it.</summary>
    public static async Task Writes(Stage stage, SlackPerson person, string button, string words)
    {
        await person.Presses(Card(stage, person), button);
        await person.Submits(new Dictionary<string, string> { ["words"] = words });
        await stage.Pass(2);
    }

    /// <summary>Somebody in Teams presses a button of their card, and says yes where they are asked once more.</summary>
    public static async Task Presses(Stage stage, TeamsPerson person, string button, string? yes = null)
    {
        await person.Presses(Card(stage, person), button);
        await stage.Settle();
        if (yes is not null)
        {
            await person.Presses(stage.Teams.Messages(person.Chat).Last(m => m.Buttons.Contains(yes)), yes);
        }

        await stage.Pass(2);
    }

    /// <summary>Somebody in Teams presses a button that opens a dialog, and sends it.</summary>
    public static async Task Writes(Stage stage, TeamsPerson person, string button, string words)
    {
        var opened = await person.Presses(Card(stage, person), button);
        await person.Submits(opened.Dialog ?? throw new InvalidOperationException($"{button} opened nothing: {opened.Read()}"), new Dictionary<string, string> { ["words"] = words });
        await stage.Pass(2);
    }

    private static SlackMessage Asked(Stage stage, SlackPerson person, string button) =>
        stage.Slack.Ephemerals(person.Direct, person).Concat(stage.Slack.Posts(person.Direct)).Last(m => m.Buttons.Contains(button));

    private static string Option(SlackModal modal, string label) => Options(modal.Blocks).First(o => o.Label.StartsWith(label, StringComparison.Ordinal)).Value;

    private static IEnumerable<(string Label, string Value)> Options(System.Text.Json.Nodes.JsonNode? node) => node switch
    {
        System.Text.Json.Nodes.JsonObject o when o["value"] is not null && o["text"] is System.Text.Json.Nodes.JsonObject text => [($"{text["text"]}", $"{o["value"]}")],
        System.Text.Json.Nodes.JsonObject o => o.SelectMany(p => Options(p.Value)),
        System.Text.Json.Nodes.JsonArray list => list.SelectMany(Options),
        _ => [],
    };

    private static bool IsCard(SlackMessage message) => IsCard(message.Read());

    private static bool IsCard(TeamsMessage message) => IsCard(message.Read());

    private static bool IsCard(string words) => words.StartsWith("Between ", StringComparison.Ordinal) || words.StartsWith("Within ", StringComparison.Ordinal) || words.StartsWith("Entre ", StringComparison.Ordinal);
}
