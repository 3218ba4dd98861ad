namespace BotPartner.Core.Chat;

/// <summary>The answer to <c>help</c>.</summary>
public static class HelpCard
{
    /// <summary>The commands as they serve somebody; all of them where that is not known.</summary>
    public static Card Of(Advice? advice, IEnumerable<Route.Command> commands) => new(
        Text.Say("help.title"),
        Text.Say("help.summary"),
        [
            new Element.Paragraph(advice?.Who ?? Text.Say("help.intro")),
            new Element.Facts([.. commands.Where(c => c.Order is not null)
                .Select(c => advice is null ? Offer.Whole(c.Verb) : advice.Offer(c.Verb)).OfType<Offer>().Select(o => new Fact(o.Usage, o.Does))]),
            .. (advice?.More ?? []).Append(Text.Say("help.more")).Select(m => new Element.Paragraph(m) { Quiet = true }),
        ]);
}
