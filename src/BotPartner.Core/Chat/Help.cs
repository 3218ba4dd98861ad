namespace BotPartner.Core.Chat;

/// <summary>What the bot says about itself, built from the commands it has.</summary>
internal sealed class Help(IReadOnlyList<Route.Command> commands, Verbs verbs)
{
    /// <summary>The wire name of the button that shows the overview.</summary>
    public const string Action = "help";

    private const int Echo = 60;

    public static Button Button => new(Text.Say("button.help"), Action, new Dictionary<string, string>());

    public Reply Overview() => new Reply.Show(new(
        Text.Say("help.title"),
        Text.Say("help.summary"),
        [
            new Element.Paragraph(Text.Say("help.intro")),
            new Element.Facts([.. commands.Where(c => c.Order is not null).Select(Line)]),
            new Element.Paragraph(Text.Say("help.more")) { Quiet = true },
        ]));

    public Reply For(string topic)
    {
        if (topic.Length == 0)
        {
            return Overview();
        }

        return verbs.Match(topic) is var (command, _) && command.Order is not null
            ? new Reply.Show(new(Text.Say("help.title"), Text.Say($"help.{command.Verb}"), [new Element.Facts([Line(command)])]))
            : Unknown(topic);
    }

    public Reply Unknown(string typed)
    {
        var nearest = verbs.Nearest(typed);
        var echo = typed.Trim();
        echo = echo.Length > Echo ? string.Concat(echo.AsSpan(0, char.IsHighSurrogate(echo[Echo - 1]) ? Echo - 1 : Echo), "…") : echo;
        return Reply.Say(
            Text.Say("help.unknown", ("typed", echo), ("nearest", new Text.Listed([.. nearest.Select(n => new Text.Strong(new Text.Said($"usage.{n.Verb}")))]))),
            Button);
    }

    public static Reply Outdated() => Reply.Say(Text.Say("refusal.outdated"), Button);

    private static Fact Line(Route.Command command) => new(new Text.Said($"usage.{command.Verb}"), new Text.Said($"help.{command.Verb}"));
}
