using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Digests;

/// <summary>What communication needs in the phase that the partnership is in, after the ILO's guide: another hint each week.</summary>
public sealed class PhasePart : IDigestPart
{
    /// <summary>How many hints each phase has; they are the catalogue's <c>phase.hint.{phase}.{number}</c>.</summary>
    public const int Hints = 4;

    private static readonly LocalDate Monday = new(2024, 1, 1);

    /// <inheritdoc/>
    public int Order => 90;

    /// <inheritdoc/>
    public Task<DigestPart> Of(Edition edition, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(edition);
        if (edition.Partnership.About?.Phase is not { } phase || !About.Phases.Contains(phase))
        {
            return Task.FromResult(DigestPart.Nothing);
        }

        var week = Period.DaysBetween(Monday, Weeks.Of(edition.Today)) / 7;
        return Task.FromResult(new DigestPart
        {
            Kept = true,
            Body =
            [
                new Element.Paragraph(new Text.Strong(Text.Say("digest.phase", ("phase", Text.Say($"phase.{phase}"))))),
                new Element.Paragraph(Text.Say($"phase.hint.{phase}.{(((week % Hints) + Hints) % Hints) + 1}")),
                new Element.Paragraph(Text.Say("phase.hint.source")) { Quiet = true },
            ],
        });
    }
}
