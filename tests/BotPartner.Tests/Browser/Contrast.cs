namespace BotPartner.Tests.Browser;

/// <summary>Finds what stands out too little: text (WCAG 2.2, 1.4.3: 4.5 to 1, 3 to 1 where it is large), and the edges by which a field or a
/// button is known (1.4.11: 3 to 1).</summary>
internal static class Contrast
{
    /// <summary>What is too faint on the page as it stands.</summary>
    public static async Task<string[]> Faint(RoomPage room) =>
        [.. (await room.Page.EvaluateAsync(Script))!.Value.EnumerateArray().Select(f => f.GetString()!)];

    private const string Script = """
        () => {
          const parse = text => {
            const numbers = text.match(/[\d.]+(e-?\d+)?/g)?.map(Number) ?? [0, 0, 0, 0];
            const scale = text.startsWith('color(') ? 255 : 1;
            return [numbers[0] * scale, numbers[1] * scale, numbers[2] * scale, numbers[3] ?? 1];
          };
          const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
          const luminance = color => {
            const [r, g, b] = color.slice(0, 3).map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const behind = node => {
            const layers = [];
            for (let n = node; n; n = n.parentElement) {
              const style = getComputedStyle(n);
              if (style.backgroundImage !== 'none') return null;
              layers.push(parse(style.backgroundColor));
              if (layers[layers.length - 1][3] === 1) break;
            }
            return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
          };
          const faint = new Set();
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const text = walker.currentNode.textContent.trim(), node = walker.currentNode.parentElement;
            if (!/[\p{L}\p{N}]/u.test(text) || !node.checkVisibility() || node.closest('[disabled], [aria-disabled=true], .sr, .skip, noscript, option')) continue;
            const below = behind(node);
            if (!below) continue;
            const style = getComputedStyle(node), size = parseFloat(style.fontSize);
            const [a, b] = [luminance(over(parse(style.color), below)), luminance(below)];
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
            if (ratio < (large ? 3 : 4.5)) faint.add(`${ratio.toFixed(2)}: ${node.className || node.tagName}: ${text.slice(0, 40)}`);
          }
          for (const node of document.querySelectorAll('input:not([type=checkbox], [type=radio]), select, textarea, button')) {
            if (!node.checkVisibility() || node.closest('[disabled], [aria-disabled=true]')) continue;
            const style = getComputedStyle(node), around = behind(node.parentElement), edge = parse(style.borderTopColor);
            if (!around || style.borderTopStyle === 'none' || parseFloat(style.borderTopWidth) === 0 || edge[3] === 0) continue;
            const against = luminance(around);
            const best = Math.max(...[over(edge, around), over(parse(style.backgroundColor), around)].map(luminance).map(l => (Math.max(l, against) + 0.05) / (Math.min(l, against) + 0.05)));
            if (best < 3) faint.add(`${best.toFixed(2)}: edge of ${node.className || node.tagName}: ${node.textContent.slice(0, 40)}`);
          }
          return [...faint];
        }
        """;
}
