namespace BotPartner.Core.Chat;

/// <summary>What the bot says about itself, built from the commands it has.</summary>
internal sealed class Help(IReadOnlyList<Route.Command> commands, Verbs verbs, IGuide? guide)
{
    /// <summary>The wire name of the button that shows the overview.</summary>
    public const string Action = "help";

    private const int Echo = 60;

    public static Button Button => new(Text.Say("button.help"), Action, new Dictionary<string, string>());

    /// <summary>What the commands can do for who asks, where they ask.</summary>
    public async Task<Reply> Overview(Request request, CancellationToken cancellation)
    {
        var advice = guide is null ? null : await guide.For(request, cancellation);
        return new Reply.Show(HelpCard.Of(advice, commands)) { TimeZone = request.Person.TimeZone ?? advice?.TimeZone };
    }

    public async Task<Reply> For(Request.Said said, string topic, CancellationToken cancellation)
    {
        if (topic.Length == 0)
        {
            return await Overview(said, cancellation);
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
